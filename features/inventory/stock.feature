Feature: The shop offers what the ERP has

  Background:
    Given the shop and the ERP sell:
      | SKU      | name        | price  | stock | variant of |
      | MUG-01   | Ceramic mug | 12.50  | 400   |            |
      | LAMP-01  | Desk lamp   | 39.90  | 80    |            |
      | PEN-01   | Ball pen    | 1.33   | 5000  |            |
      | TEE-S    | T-shirt S   | 14.99  | 50    | T-shirt    |
      | TEE-M    | T-shirt M   | 15.49  | 60    | T-shirt    |
    And only the shop sells:
      | SKU    | name     | price | stock |
      | BOX-XX | Gift box | 4.00  | 10    |

  @INV-01 @recorded
  Scenario: Articles and variants get the ERP's figure, and what only the shop sells is left alone
    When the ERP loses 25 MUG-01
    And the ERP receives 40 TEE-M
    And the stock is carried over
    Then the shop offers 375 MUG-01
    And the shop offers 100 TEE-M
    And the shop offers 50 TEE-S
    And the shop offers 10 BOX-XX
    And carrying the stock over again writes nothing

  @INV-02
  Scenario: Sold out, and in stock again
    When the ERP loses 5000 PEN-01
    And the stock is carried over
    Then the shop offers 0 PEN-01
    And PEN-01 is out of stock in the shop
    When the ERP receives 12 PEN-01
    And the stock is carried over
    Then the shop offers 12 PEN-01
    And PEN-01 is in stock in the shop

  @INV-03 @ORD-10
  Scenario: A cancellation gives the pieces back, once
    When Ana orders:
      | LAMP-01 | 5 |
    And the orders are carried over
    And the stock is carried over
    Then the shop offers 75 LAMP-01
    When Ana cancels the order
    And the cancellations are carried over 2 times
    And the stock is carried over
    Then the shop offers 80 LAMP-01

  @ORD-10 @I01
  Scenario: An open order is taken off once, whoever has heard of it
    When the stock is carried over
    And Ana orders:
      | MUG-01 | 5 |
    Then the shop offers 395 MUG-01
    When the stock is carried over
    Then the shop offers 395 MUG-01
    When the orders are carried over
    And the stock is carried over
    Then the shop offers 395 MUG-01

  @INV-01 @INV-03 @I09
  Scenario: What the shop puts back of an order of which the ERP never heard is put right within a day
    When the stock is carried over
    And Ana orders:
      | MUG-01 | 5 |
    And the ERP receives 1 MUG-01
    And the stock is carried over
    And Ana cancels the order
    And the orders are carried over
    And the cancellations are carried over
    And 1 day passes
    And the stock is carried over
    Then the shop offers 401 MUG-01

  @ORD-10
  Scenario: What is shipped leaves the shelf and the open orders together
    When Ana orders:
      | LAMP-01 | 8 |
    And the orders are carried over
    And the stock is carried over
    And the ERP ships 3 LAMP-01 of the order
    And the stock is carried over
    Then the shop offers 72 LAMP-01

  @I06 @INV-02
  Scenario: Less than nothing is nothing
    When the ERP loses 84 LAMP-01
    And the stock is carried over
    Then the shop offers 0 LAMP-01
    And LAMP-01 is out of stock in the shop

  @I04
  Scenario: A figure that could not be set does not come back over a newer one
    Given the shop refuses the next stock figure
    When the ERP loses 390 MUG-01
    And the stock is carried over
    And the ERP loses 7 MUG-01
    And the stock is carried over 2 times
    Then the shop offers 3 MUG-01

  @I07
  Scenario: An article that comes to the shop later gets its stock
    Given only the ERP has:
      | SKU    | name | price | stock |
      | NEW-01 | Vase | 22.00 | 3     |
    When the ERP receives 1 TEE-S
    And the stock is carried over
    Then "NEW-01" is held in this run
    And the shop offers 51 TEE-S
    Given only the shop sells:
      | SKU    | name | price | stock |
      | NEW-01 | Vase | 22.00 | 0     |
    When the ERP receives 1 NEW-01
    And the stock is carried over
    Then the shop offers 4 NEW-01

  @INV-01 @D02
  Scenario: A repeat after a lost answer sets the same figure
    Given the shop takes the next stock figure but its answer is lost
    When the ERP receives 9 TEE-S
    And the stock is carried over 2 times
    Then the shop offers 59 TEE-S
