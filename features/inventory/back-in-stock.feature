Feature: Whoever waits for an article is told once that it is back

  Background:
    Given the shop and the ERP sell:
      | SKU     | name        | price | stock |
      | MUG-01  | Ceramic mug | 12.50 | 5     |
      | LAMP-01 | Desk lamp   | 39.90 | 80    |
    When the ERP loses 5 MUG-01
    And the stock is carried over
    And Giulia asks to be told when MUG-01 is back
    And Ana asks to be told when MUG-01 is back
    And Ana asks to be told when LAMP-01 is back

  @INV-04 @I14
  Scenario: Nothing becomes five, and five become seven
    When the ERP receives 5 MUG-01
    And the stock is carried over
    Then MUG-01 is in stock in the shop
    And Giulia has got 1 mail about MUG-01
    And Ana has got 1 mail about MUG-01
    When the ERP receives 2 MUG-01
    And the stock is carried over 2 times
    Then the shop offers 7 MUG-01
    And Giulia has got 1 mail about MUG-01
    And Ana has got 0 mails about LAMP-01

  @INV-04
  Scenario: What is still sold out tells nobody
    When the ERP receives 4 LAMP-01
    And the stock is carried over 2 times
    Then MUG-01 is out of stock in the shop
    And Giulia has got 0 mails about MUG-01
    And Ana has got 0 mails about LAMP-01
