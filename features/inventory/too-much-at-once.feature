Feature: What the ERP has no more is not sold, and a mistake of the ERP empties no shop

  Background:
    Given the shop and the ERP sell:
      | SKU     | name        | price | stock |
      | MUG-01  | Ceramic mug | 12.50 | 400   |
      | LAMP-01 | Desk lamp   | 39.90 | 80    |
      | PEN-01  | Ball pen    | 1.33  | 5000  |
      | CUP-01  | Paper cup   | 0.99  | 900   |
      | BOX-10  | Storage box | 10.00 | 90    |
      | BAG-48  | Bag         | 48.00 | 90    |
      | PIN-01  | Pin         | 0.75  | 900   |
    And only the shop sells:
      | SKU    | name     | price | stock |
      | BOX-XX | Gift box | 4.00  | 10    |
    When the stock is carried over

  @I08 @INV-02
  Scenario: An item that is deleted in the ERP is sold out in the shop, once and for all
    When the ERP deletes the item PEN-01
    And the ERP loses 1 MUG-01
    And the stock is carried over
    Then the shop offers 0 PEN-01
    And PEN-01 is out of stock in the shop
    And the shop offers 399 MUG-01
    And the shop offers 10 BOX-XX
    And carrying the stock over again writes nothing

  @I08 @P05
  Scenario: An item that is deleted in the ERP does not come back there
    When the ERP deletes the item PEN-01
    And the stock is carried over
    And the products are carried over
    And Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the ERP does not have the item PEN-01

  @I13
  Scenario: All figures become nothing at once: nothing is written, and a person is asked
    When the ERP says that it has nothing of anything
    And the stock is carried over
    Then the run reports "mass-change"
    And "MUG-01" is held in this run
    And the shop offers 400 MUG-01
    And the shop offers 5000 PEN-01
    And carrying the stock over again writes nothing

  @I13
  Scenario: The mistake is over: the stock is carried over as usual, and nobody has to do anything
    When the ERP says that it has nothing of anything
    And the stock is carried over 2 times
    And the ERP works again
    And the ERP loses 25 MUG-01
    And the stock is carried over
    Then the shop offers 375 MUG-01
    And the shop offers 80 LAMP-01
    And carrying the stock over again writes nothing

  @I13 @I08
  Scenario: A list that comes empty takes nothing away
    When the ERP shows an empty list of its stock
    And the stock is carried over
    Then the run reports "mass-change"
    And the shop offers 400 MUG-01
    When the ERP works again
    And the ERP receives 7 LAMP-01
    And the stock is carried over
    Then the shop offers 87 LAMP-01
    And the shop offers 400 MUG-01

  @I13
  Scenario: It was no mistake, and a person lets it go on
    When the ERP says that it has nothing of anything
    And the stock is carried over
    And a person releases what was held of the stock
    And the stock is carried over
    Then the shop offers 0 MUG-01
    And the shop offers 0 PIN-01

  @I13 @INV-02
  Scenario: A few articles that are sold out on the same day are sold out
    When the ERP loses 400 MUG-01
    And the ERP loses 80 LAMP-01
    And the stock is carried over
    Then the shop offers 0 MUG-01
    And the shop offers 0 LAMP-01
