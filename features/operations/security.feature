Feature: Secrets stay secret, and a refused sign-in is not hammered

  Background:
    Given the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |

  @OPS-02
  Scenario: No credential is in what a run tells or in what it keeps
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Given the ERP no longer accepts our sign-in
    When Luca orders:
      | MUG-01 | 2 |
    And the orders are carried over
    Then no credential is in what the run told or in the ledger

  @OPS-01 @OPS-02 @X04
  Scenario: The ERP no longer accepts our sign-in: the run stops asking, and goes on when it is mended
    Given the ERP no longer accepts our sign-in
    When Ana orders:
      | MUG-01 | 1 |
    And Luca orders:
      | MUG-01 | 2 |
    And the orders are carried over
    Then the run halts the ERP connection
    And the ERP was asked to create 0 orders
    When the ERP works again
    And the orders are carried over
    Then the ERP has the first order exactly once
    And the ERP has the second order exactly once
