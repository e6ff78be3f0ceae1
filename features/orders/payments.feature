Feature: Money that the shop has taken becomes a payment in the ERP, once

  Background:
    Given the shop and the ERP sell:
      | SKU     | name        | price  | stock |
      | MUG-01  | Ceramic mug | 12.50  | 400   |
      | DESK-01 | Desk        | 100.00 | 10    |

  @ORD-09 @recorded
  Scenario: What was paid by card is booked with its amount and its method, once
    When Ana orders:
      | MUG-01  | 2    |
      | payment | card |
    And the orders are carried over
    And the payments are carried over
    Then the payments of the order in the ERP are:
      | amount | method |
      | 30.50  | card   |
    And carrying the payments over again writes nothing
    When staff write a remark on the order
    And the payments are carried over
    Then the ERP has 1 payment of the order

  @ORD-09 @M01
  Scenario: A coupon of the shop is off the payment as well
    Given the coupon TWENTY takes 20.00 off the order
    When Ana orders:
      | DESK-01 | 1      |
      | coupon  | TWENTY |
      | payment | card   |
    And the orders are carried over
    And the payments are carried over
    Then the payments of the order in the ERP are:
      | amount |
      | 97.60  |

  @ORD-09
  Scenario: What is not paid yet is not booked, and is when the money has come
    When Ana orders:
      | MUG-01  | 1       |
      | payment | not yet |
    And the payments are carried over
    And the money for the order comes in
    And the orders are carried over
    Then the ERP has 0 payments of the order
    When the payments are carried over
    Then the ERP has 1 payment of the order

  @ORD-09
  Scenario: An order that a coupon pays as a whole is no payment of 0.00
    Given the coupon FREE takes 100 % off the order
    When Ana orders:
      | MUG-01  | 1    |
      | coupon  | FREE |
      | payment | card |
    And the orders are carried over
    And the payments are carried over
    Then nothing of it is for this pipe
    And the ERP has 0 payments of the order

  @ORD-09 @D06
  Scenario: A payment whose order is not in the ERP yet waits for it
    When Ana orders:
      | MUG-01  | 1    |
      | payment | card |
    And the payments are carried over
    Then the ERP has 0 payments of the order
    And the run leaves nothing to a person
    When the orders are carried over
    And the payments are carried over
    Then the ERP has 1 payment of the order

  @ORD-09 @D02
  Scenario: The ERP books a payment and its answer is lost: it is found by its reference
    When Ana orders:
      | MUG-01  | 1    |
      | payment | card |
    And the orders are carried over
    Given the ERP takes the next payment but its answer is lost
    When the payments are carried over 3 times
    Then the ERP has 1 payment of the order

  @ORD-09 @M18
  Scenario: An order that store credit has paid is no payment, not even one of 0.00
    When Ana orders:
      | MUG-01  | 2            |
      | payment | store credit |
    And the orders are carried over
    And the payments are carried over
    Then the ERP has 0 payments of the order
    And the run leaves nothing to a person

  @ORD-09
  Scenario: Money that comes in parts is booked in parts, each once
    When Ana orders:
      | DESK-01 | 1       |
      | payment | not yet |
    And the buyer of the order pays 22.00 of it
    And the buyer of the order pays 100.00 of it
    And the orders are carried over
    And the payments are carried over
    And the payments are carried over
    Then the payments of the order in the ERP are:
      | amount |
      | 22.00  |
      | 100.00 |

  @ORD-09
  Scenario: Money that is taken shipment by shipment is booked so, each sum once
    When Ana orders:
      | MUG-01  | 3       |
      | DESK-01 | 1       |
      | payment | not yet |
    And staff take the money for 2 MUG-01 of the order
    And the orders are carried over
    And the payments are carried over
    And staff take the money for 1 DESK-01 of the order
    And staff take the money for 1 MUG-01 of the order
    And the payments are carried over
    Then the payments of the order in the ERP are:
      | amount | method  |
      | 30.50  | not yet |
      | 122.00 | not yet |
      | 15.25  | not yet |

  @ORD-09 @O03
  Scenario: An order that is given up after its payment was booked: somebody sees to the payment
    When Ana orders:
      | MUG-01  | 1    |
      | payment | card |
    And the orders are carried over
    And the payments are carried over
    And Ana gives the order up, and the shop tells of no refund
    And the payments are carried over
    Then the ERP has 1 payment of the order
    And the run leaves something to a person because of "correct"
