Feature: Items and categories of the ERP are those of the shop

  Background:
    Given the shop and the ERP sell:
      | SKU     | name        | price | stock | variant of | category       |
      | MUG-01  | Ceramic mug | 12.50 | 400   |            | Home & Living  |
      | LAMP-01 | Desk lamp   | 39.90 | 80    |            | Office         |
      | TEE-S   | T-shirt S   | 14.99 | 50    | T-shirt    | Office         |
      | TEE-M   | T-shirt M   | 15.49 | 60    | T-shirt    | Office         |
    And only the ERP has:
      | SKU      | name      | price  | stock | category |
      | CHAIR-01 | Oak chair | 129.00 | 40    | Home     |
    When the categories are carried over
    And the products are carried over

  @PRD-01 @PRD-02 @PRD-03 @recorded
  Scenario: A new item is a new article with name, price, status and category
    Then CHAIR-01 in the shop shows:
      | name       | Oak chair |
      | price      | 129.00    |
      | status     | active    |
      | categories | Home      |
    And carrying the products over again writes nothing

  @PRD-02
  Scenario: Variants keep being variants, each with its price
    Then TEE-S costs 14.99 in the shop
    And TEE-M costs 15.49 in the shop

  @PRD-01
  Scenario: A name that changes, changes in the shop
    When the ERP changes LAMP-01:
      | name | Desk lamp, brass |
    And the products are carried over
    Then LAMP-01 in the shop shows:
      | name  | Desk lamp, brass |
      | price | 39.90            |

  @PRD-02 @P02
  Scenario: One item that the shop cannot take stops no other price
    Given the shop cannot take the article "Lamp by the case"
    When the ERP changes LAMP-01:
      | name  | Lamp by the case |
      | price | 390.00           |
    And the ERP changes MUG-01:
      | price | 13.20 |
    And the ERP changes CHAIR-01:
      | price | 131.00 |
    And the products are carried over
    Then MUG-01 costs 13.20 in the shop
    And CHAIR-01 costs 131.00 in the shop
    And LAMP-01 costs 39.90 in the shop
    When the shop works again
    And the products are carried over 2 times
    Then LAMP-01 costs 390.00 in the shop

  @PRD-02
  Scenario: A price that changes, changes in the shop, and nothing else does
    When the ERP changes MUG-01:
      | price | 13.20 |
    And the products are carried over
    Then MUG-01 in the shop shows:
      | name       | Ceramic mug   |
      | price      | 13.20         |
      | categories | Home & Living |

  @PRD-02 @M24
  Scenario: An article without a former price does not show that it was for nothing
    When the ERP changes MUG-01:
      | price | 13.20 |
    And the products are carried over
    Then MUG-01 costs 13.20 in the shop
    And MUG-01 shows no former price in the shop
    And CHAIR-01 shows no former price in the shop

  @PRD-02 @M25
  Scenario: An item that loses its price never costs nothing
    When the ERP changes MUG-01:
      | price | -                |
      | name  | Ceramic mug, red |
    And the products are carried over
    Then MUG-01 in the shop shows:
      | name  | Ceramic mug, red |
      | price | 12.50            |

  @PRD-01
  Scenario: What is not sold any more is not shown, and is again when it is released
    When the ERP changes CHAIR-01:
      | sold | no |
    And the products are carried over
    Then CHAIR-01 in the shop shows:
      | status | inactive |
    When the ERP changes CHAIR-01:
      | sold | yes |
    And the products are carried over
    Then CHAIR-01 in the shop shows:
      | status | active |

  @PRD-03 @P03
  Scenario: A category that staff added by hand stays when the ERP moves the article
    When staff put MUG-01 into the category "Gifts" of the shop
    And the ERP changes MUG-01:
      | category | Office |
    And the products are carried over
    Then MUG-01 is in the categories "Gifts, Office" of the shop

  @PRD-04
  Scenario: A category that the ERP makes is made in the shop, once
    When the ERP gets the category "Garden"
    And the categories are carried over
    Then the shop has the category "Garden"
    And carrying the categories over again writes nothing

  @PRD-04
  Scenario: A category is renamed in place
    When the ERP renames the category "Home" to "House"
    And the categories are carried over
    Then the shop has the category "House"
    And the shop does not have the category "Home"
    And CHAIR-01 is in the categories "House" of the shop

  @PRD-04
  Scenario: A category that the ERP deletes is deleted in the shop, and its articles stay
    When the ERP gets the category "Garden"
    And the categories are carried over
    And the category deletions are carried over
    Then the shop has the category "Garden"
    When the ERP changes CHAIR-01:
      | category | Office |
    And the products are carried over
    And the ERP deletes the category "Home"
    And the categories are carried over
    Then the run leaves nothing to a person
    When the category deletions are carried over
    Then the run leaves nothing to a person
    And the shop does not have the category "Home"
    And the shop has the category "Garden"
    And CHAIR-01 is in the categories "Office" of the shop
    And the shop has CHAIR-01 exactly once
    And carrying the category deletions over again writes nothing

  @D02 @PRD-01
  Scenario: The shop makes an article and its answer is lost
    Given only the ERP has:
      | SKU     | name | price |
      | VASE-01 | Vase | 22.00 |
    And the shop takes the next article but its answer is lost
    When the products are carried over 2 times
    Then VASE-01 costs 22.00 in the shop
    And the shop has VASE-01 exactly once
