Feature: Whatever is repeated, lost or late, the ERP has each order exactly once

  Background:
    Given the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |
      | PEN-01 | Ball pen    | 1.33  | 5000  |

  @OPS-01 @D01 @D13
  Scenario: An order is read again and again
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And the orders are carried over
    Then the order is unchanged
    When staff write a remark on the order
    And the orders are carried over 2 times
    Then the order is unchanged
    And the ERP was asked to create 1 order
    And the ERP has the order exactly once

  @OPS-01 @D02 @X03
  Scenario: The ERP creates the order and its answer is lost
    Given the ERP creates the next order but its answer is lost
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order is unknown
    And the shop shows no ERP number on the order
    When the orders are carried over
    Then the order is delivered
    And the ERP was asked to create 1 order
    And the shop shows the ERP's number on the order

  @OPS-01 @X03
  Scenario: The connection breaks before the ERP creates the order
    Given the connection breaks before the ERP creates the next order
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order is unknown
    When the orders are carried over
    Then the order is delivered
    And the ERP has the order exactly once

  @OPS-01 @D03
  Scenario: While the ERP cannot say whether it has the order, nothing is created
    Given the ERP cannot look up orders
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order is waiting
    And the ERP was asked to create 0 orders
    When the ERP works again
    And the orders are carried over
    Then the order is delivered
    And the ERP has the order exactly once

  @OPS-01 @D04
  Scenario: Three runs with a lost answer in the first make one order
    Given the ERP creates the next order but its answer is lost
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over 3 times
    Then the ERP has the order exactly once
    And the ERP was asked to create 1 order

  @OPS-01
  Scenario: A sign-in that has run out is renewed within the run
    Given the ERP finds our sign-in expired at the next order
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order is delivered

  @OPS-01
  Scenario: An ERP that is too busy is asked again when it said so
    Given the ERP refuses the next order for 30 minutes because it is too busy
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over 2 times
    Then the order is waiting
    When 30 minutes pass
    And the orders are carried over
    Then the order is delivered
    And the ERP has the order exactly once

  @OPS-01
  Scenario: A shop that is too busy gets the ERP's number later, and the ERP is not asked again
    Given the shop is too busy to take the ERP's number for 15 minutes
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the shop shows no ERP number on the order
    When 15 minutes pass
    And the orders are carried over 2 times
    Then the shop shows the ERP's number on the order
    And the ERP was asked to create 1 order

  @D19
  Scenario: The shop shows an old page of its orders
    When Luca orders:
      | PEN-01 | 1 |
    And the orders are carried over
    Given the shop shows an old page of its orders next time
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over 2 times
    Then the ERP has the first order exactly once
    And the ERP has the second order exactly once
    And the ERP was asked to create 2 orders

  @OPS-01 @D17 @D18 @O11
  Scenario: One bad order stops no other, and its good lines are not sold without the bad one
    Given only the shop sells:
      | SKU    | name     | price | stock |
      | BOX-XX | Gift box | 4.00  | 10    |
    When Ana orders:
      | MUG-01 | 1 |
      | BOX-XX | 1 |
    And Luca orders:
      | PEN-01 | 10 |
    And the orders are carried over
    Then the first order is held or refused because of "BOX-XX"
    And the ERP does not have the first order
    And the shop shows no ERP number on the first order
    And the second order in the ERP shows:
      | net | 13.30 |

  @OPS-01
  Scenario: The shop is out of service: the run says so and nothing is lost
    Given the shop is out of service
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the run says that the shop could not be read
    When the shop works again
    And the orders are carried over
    Then the ERP has the order exactly once

  @OPS-01
  Scenario: A day without the ERP needs no person
    Given the ERP is out of service
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And 12 hours pass
    And Luca orders:
      | PEN-01 | 3 |
    And the orders are carried over
    And 12 hours pass
    And the ERP works again
    And the orders are carried over 2 times
    Then the ERP has the first order exactly once
    And the ERP has the second order exactly once
