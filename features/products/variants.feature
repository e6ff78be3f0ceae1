Feature: Variants of an item of the ERP are variants of one article

  @P07 @PRD-01
  Scenario: Two items with variants become two articles, each with its own variants
    Given the ERP connection has the option variant_separator set to "|"
    And only the ERP has:
      | SKU    | name   | price | stock |
      | TEE-01 | Tee    | 14.99 | 50    |
      | CAP-01 | Cap    | 9.99  | 50    |
    And the ERP has the variants of TEE-01:
      | S | Small  |
      | M | Medium |
    And the ERP has the variants of CAP-01:
      | S | Small |
      | L | Large |
    When the products are carried over
    Then the shop has "TEE-01|M, TEE-01|S" as variants of one product
    And the shop has "CAP-01|L, CAP-01|S" as variants of one product
    And carrying the products over again writes nothing
    Given the ERP has the variants of TEE-01:
      | X | Extra large |
    When the ERP changes TEE-01:
      | price | 15.49 |
    And the products are carried over
    Then the shop has "TEE-01|M, TEE-01|S, TEE-01|X" as variants of one product
    And the shop has "CAP-01|L, CAP-01|S" as variants of one product
