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

  @ORD-01 @O12 @ORD-08 @OPS-05
  Scenario: Whatever follows an order with a prefix finds it by the shop's own number
    Given the ERP connection has the option order_number_prefix set to "STORE1-"
    And the shop and the ERP sell:
      | SKU    | name        | price |
      | MUG-01 | Ceramic mug | 12.50 |
    When Ana orders:
      | MUG-01 | 2 |
    And the orders are carried over 2 times
    Then the ERP has the order exactly once
    And the order in the ERP shows:
      | quantities | 2     |
      | total      | 30.50 |
    When the ERP ships the order
    And the shipments are carried over
    And the invoices are carried over
    Then the shop shows 1 shipment on the order
    And the shop shows the invoice on the order:
      | number | the ERP's |
      | amount | 30.50     |
