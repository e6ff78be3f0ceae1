Feature: A project that does not carry edits over

  @O02
  Scenario: An order that is edited after it is in the ERP is for a person
    Given edits of orders are not carried over
    And the shop and the ERP sell:
      | SKU    | name     | price | stock |
      | PEN-01 | Ball pen | 1.33  | 5000  |
    And Giulia has an account in the shop
    When Giulia orders:
      | PEN-01 | 5 |
    And the orders are carried over
    And staff reduce PEN-01 on the order to 2
    And the orders are carried over
    Then the order is held because of "changed-after-delivery"
    And the order in the ERP shows:
      | quantities | 5 |
