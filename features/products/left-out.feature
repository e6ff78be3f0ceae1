Feature: What is to be kept out of the shop stays out

  @P04 @PRD-01
  Scenario: An item that the pipe leaves out comes by no run, until it is let in
    Given the pipe for the products leaves out the category "Internal"
    And only the ERP has:
      | SKU     | name     | price | stock | category |
      | VASE-01 | Vase     | 22.00 | 3     | Office   |
      | TEST-01 | Test jig | 99.00 | 1     | Internal |
    When the categories are carried over
    And the products are carried over
    Then the shop has VASE-01 exactly once
    And the shop does not have TEST-01
    And "TEST-01" is excluded in this run
    When the ERP changes TEST-01:
      | price | 98.00 |
    And the products are carried over 2 times
    Then the shop does not have TEST-01
    When the ERP changes TEST-01:
      | category | Office |
    And the products are carried over
    Then TEST-01 costs 98.00 in the shop

  @PRD-02
  Scenario: Prices of single customers that are not meant for the shop hold nothing
    Given prices have a pipe of their own
    And the pipe for the prices leaves out prices of single customers
    And the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |
    And the ERP sells MUG-01 to the customer C00777 for 8.00
    And the ERP sells MUG-01 to wholesale for 10.40
    When the prices are carried over
    Then the run leaves nothing to a person
    And each piece of MUG-01 costs:
      | group     | pieces | price |
      |           | 1      | 12.50 |
      | wholesale | 1      | 10.40 |
