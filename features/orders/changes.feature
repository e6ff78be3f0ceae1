Feature: Orders that change after they were placed

  Background:
    Given the shop and the ERP sell:
      | SKU     | name        | price | stock |
      | MUG-01  | Ceramic mug | 12.50 | 400   |
      | LAMP-01 | Desk lamp   | 39.90 | 80    |
      | PEN-01  | Ball pen    | 1.33  | 5000  |
      | BAG-48  | Shoulder bag | 48.00 | 90   |
    And Giulia has an account in the shop

  @ORD-04 @O01
  Scenario: What staff took off before is not sold
    When Giulia orders:
      | LAMP-01 | 1 |
      | PEN-01  | 5 |
    And staff reduce PEN-01 on the order to 2
    And the orders are carried over
    Then the order in the ERP shows:
      | items      | LAMP-01, PEN-01 |
      | quantities | 1, 2            |
      | total      | the shop's      |

  @ORD-04 @ORD-07 @M03
  Scenario: A discount shrinks with the order
    Given the coupon SAVE20 takes 20 % off the order
    When Giulia orders:
      | BAG-48 | 2      |
      | coupon | SAVE20 |
    And staff reduce BAG-48 on the order to 1
    And the orders are carried over
    Then the order in the ERP shows:
      | quantities     | 1     |
      | net            | 38.40 |

  @ORD-04 @M04
  Scenario: Tax of what was taken off is not owed
    When Giulia orders:
      | BAG-48 | 2 |
    And staff reduce BAG-48 on the order to 1
    And the orders are carried over
    Then the order in the ERP shows:
      | tax   | 10.56 |
      | total | 58.56 |

  @ORD-04 @M23 @needs:reduces-refunded
  Scenario: What was refunded before is not sold
    When Giulia orders:
      | LAMP-01 | 2 |
    And staff refund 1 LAMP-01 of the order and put it back on the shelf
    And the orders are carried over
    Then the order in the ERP shows:
      | quantities | 1     |
      | net        | 39.90 |

  @ORD-10 @O03 @INV-03
  Scenario: A cancelled order is gone from the ERP, and its goods are on offer again
    When the stock is carried over
    And Giulia orders:
      | LAMP-01 | 4 |
    And the orders are carried over
    And the stock is carried over
    Then the shop offers 76 LAMP-01
    When Giulia cancels the order
    And the cancellations are carried over
    And the stock is carried over
    Then the ERP does not have the order
    And the cancellation of the order is delivered
    And the shop offers 80 LAMP-01

  @ORD-10 @I09
  Scenario: A cancellation that is read again does nothing more
    When Giulia orders:
      | LAMP-01 | 5 |
    And the orders are carried over
    And Giulia cancels the order
    And the cancellations are carried over
    And staff write a remark on the order
    Then carrying the cancellations over again writes nothing
    When the stock is carried over
    Then the shop offers 80 LAMP-01

  @O03
  Scenario: What was shipped in part is not cancelled: a person is told
    When Giulia orders:
      | PEN-01 | 10 |
    And the orders are carried over
    And the ERP ships 4 PEN-01 of the order
    And Giulia cancels the order
    And the cancellations are carried over
    Then the cancellation of the order is held or refused because of "invoice"
    And the ERP has the order exactly once

  @O03
  Scenario: The answer to a cancellation is lost
    When Giulia orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And Giulia cancels the order
    Given the ERP cancels the next order but its answer is lost
    When the cancellations are carried over 2 times
    Then the ERP does not have the order
    And carrying the cancellations over again writes nothing

  @ORD-10 @O03 @D02
  Scenario: An order that is cancelled while nobody knows whether it has arrived does not stay in the ERP
    Given the ERP creates the next order but its answer is lost
    When Giulia orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And Giulia cancels the order
    And the cancellations are carried over
    And 1 hour passes
    And the orders are carried over 2 times
    And the cancellations are carried over 2 times
    Then the ERP does not have the order

  @once @ORD-10 @O03
  Scenario: An order that is cancelled while the ERP is too busy for it does not arrive afterwards
    Given the ERP refuses the next order for 30 minutes because it is too busy
    When Giulia orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And Giulia cancels the order
    And the cancellations are carried over
    And 1 hour passes
    And the orders are carried over 2 times
    And the cancellations are carried over 2 times
    Then the ERP does not have the order

  @ORD-10
  Scenario: An order that is cancelled before it is read never reaches the ERP
    When Giulia orders:
      | MUG-01 | 1 |
    And Giulia cancels the order
    And the orders are carried over
    Then the order is excluded
    And the ERP does not have the order

  @O14
  Scenario: A test order is never carried over
    When Giulia orders:
      | MUG-01 | 1          |
      | kind   | test order |
    And the orders are carried over
    Then the order is held because of "it is a test order"
    And the ERP does not have the order

  @O14
  Scenario: What the shop takes for fraud does not become an ERP order
    When Giulia orders:
      | MUG-01 | 1          |
      | kind   | fraud risk |
    And the orders are carried over
    Then the ERP does not have the order

  @D24
  Scenario: An order that nobody has paid waits, and comes a week later when it is paid
    When Giulia orders:
      | MUG-01  | 1       |
      | payment | not yet |
    And the orders are carried over
    Then the order is excluded
    When 7 days pass
    And the money for the order comes in
    And the orders are carried over
    Then the order in the ERP shows:
      | total | 15.25 |
      | paid  | yes   |
