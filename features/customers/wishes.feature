Feature: What a customer applies for reaches the ERP

  Background:
    Given the ERP connection has the option extension_publisher set to "contoso"

  @CUS-04 @U10
  Scenario: A customer applies for credit
    Given Officina has an account in the shop with:
      | applies for credit | yes |
    When the customers are carried over
    Then Officina in the ERP shows:
      | applies for credit | yes |

  @CUS-05 @U08
  Scenario: A customer applies for tax exemption with a certificate
    Given Officina has an account in the shop with:
      | tax certificate | EX-9 |
    When the customers are carried over
    Then Officina in the ERP shows:
      | tax certificate | EX-9 |

  @CUS-06
  Scenario: A customer gives no order without a PO number
    Given Officina has an account in the shop with:
      | PO number required | yes |
    When the customers are carried over
    Then Officina in the ERP shows:
      | PO number required | yes |
