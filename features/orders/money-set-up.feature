Feature: Money is right however shop and ERP are set up

  @ORD-06 @M14
  Scenario: An order in a currency that the ERP does not have waits for a person
    Given the shop sells in DKK
    And the shop and the ERP sell:
      | SKU    | name        | price |
      | MUG-01 | Ceramic mug | 12.50 |
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order is held because of "DKK"
    And the ERP does not have the order

  @ORD-06 @M06 @M17
  Scenario: Prices with tax give the same total in the ERP, whatever it rounds
    Given the shop's prices include tax
    And the shop and the ERP sell:
      | SKU     | name      | price | stock |
      | PEN-01  | Ball pen  | 1.33  | 5000  |
      | LAMP-01 | Desk lamp | 39.90 | 80    |
    And the coupon SAVE10 takes 10 % off the order
    When Ana orders:
      | PEN-01  | 7      |
      | LAMP-01 | 1      |
      | coupon  | SAVE10 |
    And the orders are carried over
    Then the order in the ERP shows:
      | total | 44.29 |
    And the order is delivered

  @ORD-06 @M17
  Scenario: The ERP taxes quite differently from the shop, and a person is asked
    Given the ERP taxes goods for IT with 10 %
    And the shop and the ERP sell:
      | SKU     | name | price  | stock |
      | TENT-01 | Tent | 100.00 | 20    |
    When Ana orders:
      | TENT-01 | 1 |
    And the orders are carried over
    Then the order needs a person because of "total"
    And the shop shows no ERP number on the order

  @ORD-06 @M17 @D02
  Scenario: The ERP taxes quite differently and its answer is lost, and a person is asked all the same
    Given the ERP taxes goods for IT with 10 %
    And the shop and the ERP sell:
      | SKU     | name | price  | stock |
      | TENT-01 | Tent | 100.00 | 20    |
    And the ERP creates the next order but its answer is lost
    When Ana orders:
      | TENT-01 | 1 |
    And the orders are carried over 3 times
    Then the order needs a person because of "total"
    And the shop shows no ERP number on the order
