Feature: What a customer applied for stands on each order, where the ERP has no field for it

  Background:
    Given the shop and the ERP sell:
      | SKU    | name        | price |
      | MUG-01 | Ceramic mug | 12.50 |

  @CUS-04 @U10
  Scenario: The application for credit stands on the order
    Given Giulia has an account in the shop with:
      | applies for credit | yes |
    When Giulia orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order in the ERP shows:
      | credit application | requested |

  @CUS-05 @U08 @needs:exempts-from-tax
  Scenario: The certificate of an exempt customer stands on the order
    Given Giulia has an account in the shop with:
      | tax exempt      | yes  |
      | tax certificate | EX-9 |
    When Giulia orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order in the ERP shows:
      | tax exemption | EX-9  |
      | tax           | 0.00  |
      | total         | 12.50 |
