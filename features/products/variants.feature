Feature: Variants of one item are variants of one product

  Background:
    Given the ERP connection has the option variant_separator set to "|"
    And only the ERP has:
      | SKU    | name      | price | stock | category |
      | TEE-01 | T-shirt   | 14.90 | 50    | Clothes  |
      | CAP-01 | Cap       | 9.50  | 50    | Clothes  |
      | MUG-01 | Mug       | 12.50 | 50    | Home     |
    And the ERP has the variants of TEE-01:
      | S | Small  |
      | M | Medium |
    And the ERP has the variants of CAP-01:
      | L  | Large    |
      | XL | Oversize |
    When the categories are carried over
    And the products are carried over

  @PRD-01 @P07
  Scenario: Each variant belongs to its own item, however many there are beside it
    Then the shop has "TEE-01|M, TEE-01|S" as variants of one product
    And the shop has "CAP-01|L, CAP-01|XL" as variants of one product
    And the shop has MUG-01 exactly once
    And carrying the products over again writes nothing

  @PRD-01 @P07
  Scenario: A variant that comes later joins the others
    When the ERP has the variants of TEE-01:
      | L | Large |
    And the products are carried over
    Then the shop has "TEE-01|L, TEE-01|M, TEE-01|S" as variants of one product
    And the shop has "CAP-01|L, CAP-01|XL" as variants of one product
