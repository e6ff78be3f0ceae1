Feature: Order numbers of several stores

  @ORD-01 @O12
  Scenario: The store's prefix stands before the shop's number
    Given the ERP connection has the option order_number_prefix set to "STORE1-"
    And the shop and the ERP sell:
      | SKU    | name        | price |
      | MUG-01 | Ceramic mug | 12.50 |
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the ERP has the order under "STORE1-" and the shop's number
