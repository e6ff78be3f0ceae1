Feature: One pipe that goes wrong stops no other

  @once @X09
  Scenario: An expression that never ends holds its record, and the other pipes go on
    Given the pipe for the customers has a modifier that never ends
    And Giulia has an account in the shop
    And the shop and the ERP sell:
      | SKU    | name     | price | stock |
      | PEN-01 | Ball pen | 1.33  | 5000  |
    When the customers are carried over
    Then the account of Giulia is held because of "mapping-failed"
    When Giulia orders:
      | PEN-01 | 3 |
    And the orders are carried over
    Then the order in the ERP shows:
      | customer   | Giulia D’Angelo |
      | quantities | 3               |
    When the ERP loses 20 PEN-01
    And the stock is carried over
    Then the shop offers 4977 PEN-01
