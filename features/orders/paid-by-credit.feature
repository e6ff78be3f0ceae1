Feature: Orders that no money was paid for

  @ORD-09 @M18
  Scenario: An order that store credit paid in full says so, and no payment of nothing
    Given the shop connection has the option store_credit_gateways set to the list "shopify_store_credit"
    And the shop and the ERP sell:
      | SKU     | name    | price | stock |
      | BOOK-01 | Book    | 40.00 | 20    |
    When Ana orders:
      | BOOK-01 | 1            |
      | payment | store credit |
    And the orders are carried over
    Then the order in the ERP shows:
      | total          | 48.80                  |
      | paid by credit | store credit 48.80 EUR |
      | payment method | -                      |
