Feature: The shop's own status of an order moves only where an option says so, and only by its own ERP order

  @OPS-05
  Scenario: The shop's own status follows where the options say so
    Given the shop's own status follows that of the ERP
    And the shop and the ERP sell:
      | SKU     | name        | price | stock |
      | MUG-01  | Ceramic mug | 12.50 | 400   |
    When Ana orders:
      | MUG-01 | 2 |
    And the orders are carried over
    And the order statuses are carried over
    Then the shop's own status of the order is as it was
    When the ERP ships the order
    And the order statuses are carried over
    Then the shop's own status of the order is the one of orders that are done
    When the orders are carried over
    Then the order is unchanged
    And the ERP was asked to create 1 order

  @OPS-05
  Scenario: A status that somebody has set stays, whatever the ERP does
    Given the shop's own status follows that of the ERP
    And the shop and the ERP sell:
      | SKU     | name        | price | stock |
      | MUG-01  | Ceramic mug | 12.50 | 400   |
    When Ana orders:
      | MUG-01 | 2 |
    And the orders are carried over
    And staff give the order a status of their own
    And the ERP ships the order
    And the order statuses are carried over
    Then the shop shows the order as "shipped or invoiced" in the ERP
    And the shop's own status of the order is the one that staff gave it

  @OPS-05
  Scenario: A status of the ERP of which nobody has said what becomes of it is held
    Given the shop's own status follows that of the ERP, but nobody has said what "partly_shipped" becomes
    And the shop and the ERP sell:
      | SKU     | name        | price | stock |
      | MUG-01  | Ceramic mug | 12.50 | 400   |
    When Ana orders:
      | MUG-01 | 3 |
    And the orders are carried over
    And the ERP ships 1 MUG-01 of the order
    And the order statuses are carried over
    Then the run leaves something to a person because of "partly_shipped"
    And the shop's own status of the order is as it was

  @OPS-05 @D14 @D25
  Scenario: Of two shops in one ERP, each is told of its own orders only
    Given there is a second shop, whose orders begin with "B-" in the ERP
    And both shops are shown where their orders stand in the ERP
    And the shop and the ERP sell:
      | SKU     | name        | price | stock |
      | MUG-01  | Ceramic mug | 12.50 | 400   |
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And the order statuses are carried over
    And the order statuses of the second shop are carried over
    Then the shop shows the order as "accepted" in the ERP
    And the run leaves nothing to a person
    When Giulia orders in the second shop:
      | MUG-01 | 2 |
    And the orders of the second shop are carried over
    And the ERP ships the first order
    And the order statuses of the second shop are carried over
    Then the second shop shows its newest order as "accepted" in the ERP
    When the order statuses are carried over
    Then the shop shows the first order as "shipped or invoiced" in the ERP
    And the run leaves nothing to a person
