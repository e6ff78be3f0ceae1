Feature: Many orders at once

  @X06 @OPS-01
  Scenario: Forty orders in one run are forty orders, each with its own content
    Given the shop and the ERP sell:
      | SKU    | name     | price | stock |
      | PEN-01 | Ball pen | 1.33  | 5000  |
    When Ana orders 40 times, one PEN-01 more each time
    And the orders are carried over
    Then each order in the ERP has its own quantity of PEN-01
    And the ERP was asked to create 40 orders
