Feature: Stock below nothing, where the shop wants to be asked

  @I06
  Scenario: Less than nothing is for a person where the shop says so
    Given the shop connection has the option negative_stock set to "hold"
    And the shop and the ERP sell:
      | SKU     | name        | price | stock |
      | MUG-01  | Ceramic mug | 12.50 | 400   |
      | LAMP-01 | Desk lamp   | 39.90 | 80    |
    When the ERP loses 84 LAMP-01
    And the ERP loses 1 MUG-01
    And the stock is carried over
    Then "LAMP-01" is held in this run
    And the shop offers 80 LAMP-01
    And the shop offers 399 MUG-01
