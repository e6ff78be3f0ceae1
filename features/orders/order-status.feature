Feature: Where an order stands in the ERP shows on the order in the shop

  Background:
    Given the shop and the ERP sell:
      | SKU     | name        | price | stock |
      | MUG-01  | Ceramic mug | 12.50 | 400   |
      | LAMP-01 | Desk lamp   | 39.90 | 80    |

  @OPS-05
  Scenario: An order shows that it is accepted, then partly shipped, then on its way
    When Ana orders:
      | MUG-01  | 3 |
      | LAMP-01 | 1 |
    And the orders are carried over
    And the order statuses are carried over
    Then the shop shows the order as "accepted" in the ERP
    And carrying the order statuses over again writes nothing
    When the ERP ships 2 MUG-01 of the order
    And the order statuses are carried over
    Then the shop shows the order as "partly shipped" in the ERP
    When the ERP ships the order
    And the order statuses are carried over
    Then the shop shows the order as "shipped or invoiced" in the ERP
    And the shop was told of the order 3 times
    And carrying the order statuses over again writes nothing

  @OPS-05
  Scenario: What is only shown moves nothing of the shop's own
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And the order statuses are carried over
    And the ERP ships the order
    And the order statuses are carried over
    Then the shop shows the order as "shipped or invoiced" in the ERP
    And the shop's own status of the order is as it was

  @OPS-05 @D13
  Scenario: What was written to the shop comes back as no change of the order
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And the order statuses are carried over
    And the orders are carried over
    Then the order is unchanged
    And the ERP was asked to create 1 order
    And the shop shows the ERP's number on the order
    And carrying the orders over again writes nothing
    And carrying the order statuses over again writes nothing

  @OPS-05
  Scenario: An order on hold says why, and goes on
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And a clerk puts the order on hold
    And the order statuses are carried over
    Then the shop shows the order as "on hold" in the ERP
    And the shop says of the order why it is on hold
    When a clerk releases the order
    And the order statuses are carried over
    Then the shop shows the order as "accepted" in the ERP
    When a clerk puts the order on hold
    And the order statuses are carried over
    Then the shop shows the order as "on hold" in the ERP
    And the shop's own status of the order is as it was

  @OPS-05
  Scenario: An order that is cancelled in the ERP shows it, and stays open in the shop
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And a clerk cancels the order in the ERP
    And the order statuses are carried over
    Then the shop shows the order as "cancelled or closed" in the ERP
    And the shop's own status of the order is as it was

  @OPS-05
  Scenario: An order of the ERP that no shop knows is nobody's
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And a clerk gives the order the number "PHONE-1"
    And the order statuses are carried over
    Then the run leaves nothing to a person

  @OPS-05
  Scenario: An order of the ERP under the number of another one does not speak for it
    When Ana orders:
      | MUG-01 | 1 |
    And Giulia orders:
      | MUG-01 | 2 |
    And the orders are carried over
    And a clerk gives the first order the number of the second order
    And the order statuses are carried over
    Then the shop shows the second order as "accepted" in the ERP
    And the shop shows nothing of the ERP on the first order
    And the run leaves something to a person because of "other-erp-order"
