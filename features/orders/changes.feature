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

  @ORD-04 @ORD-06 @O02
  Scenario: One piece fewer after the order is in the ERP: the sales order follows, once
    When Giulia orders:
      | LAMP-01  | 3        |
      | PEN-01   | 5        |
      | shipping | standard |
    And the orders are carried over
    And staff reduce LAMP-01 on the order to 2
    And the edits are carried over
    Then the edit of the order is delivered
    And the ERP has the order exactly once
    And the order in the ERP shows:
      | items       | LAMP-01, PEN-01 |
      | quantities  | 2, 5            |
      | unit prices | 39.90, 1.33     |
      | total       | the shop's      |
    And carrying the edits over again writes nothing

  @ORD-03 @ORD-04 @O02
  Scenario: A line that staff take off is off the sales order
    When Giulia orders:
      | LAMP-01 | 1 |
      | PEN-01  | 5 |
    And the orders are carried over
    And staff reduce PEN-01 on the order to 0
    And the edits are carried over
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | items      | LAMP-01    |
      | quantities | 1          |
      | total      | the shop's |

  @ORD-03 @ORD-04 @ORD-06 @O02
  Scenario: A line that staff add is on the sales order, at the shop's price
    When Giulia orders:
      | LAMP-01 | 1 |
    And the orders are carried over
    And staff add 2 MUG-01 to the order
    And the edits are carried over
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | items       | LAMP-01, MUG-01 |
      | quantities  | 1, 2            |
      | unit prices | 39.90, 12.50    |
      | total       | the shop's      |
    And carrying the edits over again writes nothing

  @ORD-07 @ORD-06 @M03
  Scenario: The discount shrinks with an order that is in the ERP already
    Given the coupon SAVE20 takes 20 % off the order
    When Giulia orders:
      | BAG-48 | 2      |
      | coupon | SAVE20 |
    And the orders are carried over
    Then the order in the ERP shows:
      | net | 76.80 |
    When staff reduce BAG-48 on the order to 1
    And the edits are carried over
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | quantities | 1          |
      | net        | 38.40      |
      | total      | the shop's |

  @ORD-06 @M04
  Scenario: Tax of what was taken off later is not owed
    When Giulia orders:
      | BAG-48 | 2 |
    And the orders are carried over
    And staff reduce BAG-48 on the order to 1
    And the edits are carried over
    Then the order in the ERP shows:
      | tax   | 10.56 |
      | total | 58.56 |

  @ORD-02 @O02
  Scenario: A delivery address that staff change is the one on the sales order
    Given a guest called Nadia with:
      | first name | Nadia             |
      | last name  | Ferri             |
      | e-mail     | nadia@example.com |
      | phone      | +39 06 555 0199   |
      | street     | Via Appia 12      |
      | postcode   | 00183             |
      | city       | Roma              |
      | country    | IT                |
    When Giulia orders:
      | LAMP-01 | 2 |
    And the orders are carried over
    And staff send the order to Nadia instead
    And the edits are carried over
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | ship to    | Nadia Ferri, Via Appia 12, 00183, Roma, IT |
      | quantities | 2                                          |
      | total      | the shop's                                 |

  @O02
  Scenario: What was shipped is not edited any more: a person is told what differs, and the ERP is left alone
    When Giulia orders:
      | PEN-01 | 5 |
    And the orders are carried over
    And the ERP ships 1 PEN-01 of the order
    And staff reduce PEN-01 on the order to 2
    And the edits are carried over
    Then the edit of the order is held because of "changed-after-delivery"
    And the edit of the order is held because of "PEN-01"
    And the order in the ERP shows:
      | quantities | 5 |
    And the ERP has the order exactly once

  @ORD-04 @O01
  Scenario: An edit before the order is in the ERP is part of the order
    When Giulia orders:
      | PEN-01 | 5 |
    And staff reduce PEN-01 on the order to 2
    And the edits are carried over
    Then the order in the ERP shows:
      | quantities | 2          |
      | total      | the shop's |
    And carrying the edits over again writes nothing
    And the ERP has the order exactly once

  @ORD-04 @O02 @D07
  Scenario: Two edits one after the other: the newer one is in the ERP
    When Giulia orders:
      | PEN-01 | 5 |
    And the orders are carried over
    And staff reduce PEN-01 on the order to 4
    And the orders are carried over
    And staff reduce PEN-01 on the order to 3
    And the edits are carried over
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | quantities | 3          |
      | total      | the shop's |
    When staff reduce PEN-01 on the order to 2
    And the edits are carried over
    Then the order in the ERP shows:
      | quantities | 2          |
      | total      | the shop's |

  @O02 @D02
  Scenario: The answer to an edit is lost
    When Giulia orders:
      | PEN-01 | 5 |
    And the orders are carried over
    And staff reduce PEN-01 on the order to 2
    Given the ERP changes the next order but its answer is lost
    When the edits are carried over 3 times
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | quantities | 2          |
      | total      | the shop's |
    And carrying the edits over again writes nothing

  @O02
  Scenario: An order that a clerk has changed as well is for a person, who settles it
    When Giulia orders:
      | PEN-01 | 5 |
    And the orders are carried over
    And a clerk changes PEN-01 on the order to 7
    And staff reduce PEN-01 on the order to 2
    And the edits are carried over
    Then the edit of the order is held because of "as well"
    And the order in the ERP shows:
      | quantities | 7 |
    When a clerk changes PEN-01 on the order to 2
    And a person releases what was held of the edits
    And the edits are carried over
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | quantities | 2 |

  @O02
  Scenario: A remark of staff is no edit
    When Giulia orders:
      | PEN-01 | 5 |
    And the orders are carried over
    And staff reduce PEN-01 on the order to 2
    And the edits are carried over
    And staff write a remark on the order
    Then carrying the edits over again writes nothing
    And the order in the ERP shows:
      | quantities | 2 |

  @ORD-10 @O02 @O03
  Scenario: An order that is edited and then cancelled is cancelled
    When Giulia orders:
      | PEN-01 | 5 |
    And the orders are carried over
    And staff reduce PEN-01 on the order to 2
    And the orders are carried over
    And Giulia cancels the order
    And the cancellations are carried over
    And the edits are carried over
    Then the ERP does not have the order
    And the edit of the order is excluded

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
