Feature: What is counted by the piece and sold by the box

  @I02 @INV-01
  Scenario: The shop shows how many boxes the pieces make, and the pieces beside them
    Given a pipe of its own offers BOX-12 as boxes of 12 PEN-01
    And the shop and the ERP sell:
      | SKU    | name     | price | stock |
      | PEN-01 | Ball pen | 1.33  | 0     |
    And only the shop sells:
      | SKU    | name            | price | stock |
      | BOX-12 | Ball pens, 12 x | 15.00 | 0     |
    When the ERP receives 120 PEN-01
    And the stock is carried over
    And the pipe "inventory-boxes" runs
    Then the shop offers 120 PEN-01
    And the shop offers 10 BOX-12
    When the ERP loses 1 PEN-01
    And the stock is carried over
    And the pipe "inventory-boxes" runs
    Then the shop offers 119 PEN-01
    And the shop offers 9 BOX-12
