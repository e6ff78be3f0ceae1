Feature: What a system leaves out or tells wrong makes no wrong document

  Background:
    Given the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |

  @X08 @ORD-06
  Scenario: An order that comes without its tax is not booked without tax
    Given the shop leaves the tax out of its orders
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order is held because of "is missing"
    And the ERP was asked to create 0 orders
    When the shop works again
    And Ana orders:
      | MUG-01 | 2 |
    And the orders are carried over
    Then the order in the ERP shows:
      | tax   | 5.50  |
      | total | 30.50 |

  @M13 @ORD-06
  Scenario: A tax of which nobody says what it is is not a tax of nothing
    Given the shop does not say by which rate its orders are taxed
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order is held because of "is missing"
    And the ERP was asked to create 0 orders

  @D07 @CUS-07
  Scenario: An older version of an account that comes after the newer one changes nothing
    Given Giulia has an account in the shop
    And the shop makes a copy of its accounts when they are read next
    When the customers are carried over
    And Giulia changes in the account:
      | street   | Corso Dante 8 |
      | postcode | 10126         |
    And the customers are carried over
    Then Giulia in the ERP shows:
      | billing address | Corso Dante 8, 10126, Torino, IT |
    Given the shop shows the old copy of its accounts next time
    When the customers are carried over
    Then Giulia in the ERP shows:
      | billing address | Corso Dante 8, 10126, Torino, IT |
    And carrying the customers over again writes nothing

  @once:shop @D23
  Scenario: Accounts that do not say when they changed are read like the others
    Given Giulia has an account in the shop
    And Hans has an account in the shop
    And Ana has an account in the shop
    And Luca has an account in the shop
    And the shop does not say of 3 of its accounts when they changed
    When the customers are carried over
    Then the ERP has everybody exactly once
    And carrying the customers over again writes nothing

  @X01 @OPS-01
  Scenario: A success that holds nothing but errors is no empty list
    Given the shop answers with success that its orders cannot be shown
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the run says that the shop could not be read
    When the orders are carried over
    Then the ERP has the order exactly once

  @X01 @OPS-01
  Scenario: Orders beside errors are not taken for all that there is
    Given the shop answers with success and its orders, and that a part of them cannot be shown
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the run says that the shop could not be read
    And the ERP was asked to create 0 orders
    When the orders are carried over
    Then the ERP has the order exactly once
