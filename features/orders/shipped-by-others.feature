Feature: Lines that somebody else ships are not the ERP's to ship

  @O09 @ORD-03
  Scenario: Only the own lines are items in the ERP, and the money of the others is there
    Given the ERP has a place for lines that others ship
    And the shop and the ERP sell:
      | SKU     | name        | price | stock | shipped by |
      | MUG-01  | Ceramic mug | 12.50 | 400   | us         |
      | RUG-01  | Rug         | 49.99 | 20    | others     |
    When Ana orders:
      | MUG-01 | 2 |
      | RUG-01 | 1 |
    And the orders are carried over
    Then the order in the ERP shows:
      | items      | MUG-01    |
      | quantities | 2         |
      | charges    | Rug 49.99 |
      | net        | 74.99     |
      | total      | the shop's |
    When the ERP ships the order
    And the shipments are carried over
    Then the shop shows as shipped on the order:
      | MUG-01 | 2 |
      | RUG-01 | 0 |

  @O09
  Scenario: Where the ERP has no account for them, a person is asked
    Given the shop and the ERP sell:
      | SKU     | name        | price | stock | shipped by |
      | MUG-01  | Ceramic mug | 12.50 | 400   | us         |
      | RUG-01  | Rug         | 49.99 | 20    | others     |
    When Ana orders:
      | MUG-01 | 2 |
      | RUG-01 | 1 |
    And the orders are carried over
    Then the order is held because of "Rug"
    And the ERP was asked to create 0 orders
