@needs:refund-names-order
Feature: What a shop gives back whose prices include tax

  @M22 @M06 @M17
  Scenario: Refunds of a shop whose prices include tax are credited to the cent
    Given the shop's prices include tax
    And the ERP credits what the shop gives back
    And the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |
      | PEN-01 | Ball pen    | 1.33  | 5000  |
    When Ana orders:
      | MUG-01 | 3 |
      | PEN-01 | 3 |
    And the orders are carried over
    And the ERP ships the order
    And staff refund 1 MUG-01 of the order and put it back on the shelf
    And the refunds are carried over
    And staff refund 2 PEN-01 of the order and put them back on the shelf
    And the refunds are carried over
    Then the credits for the order in the ERP are:
      | total | posted |
      | 12.50 | yes    |
      | 2.66  | yes    |
    And the ERP has 398 MUG-01 on the shelf
