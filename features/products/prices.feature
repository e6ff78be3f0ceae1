Feature: What an item costs in the ERP today is what it costs in the shop today

  Background:
    Given prices have a pipe of their own
    And the shop and the ERP sell:
      | SKU     | name        | price | stock |
      | MUG-01  | Ceramic mug | 12.50 | 400   |
      | LAMP-01 | Desk lamp   | 39.90 | 80    |

  @PRD-02
  Scenario: A price that changes, changes in the shop, without the rest of the product
    When the prices are carried over
    And the ERP changes MUG-01:
      | price | 13.20            |
      | name  | Ceramic mug, red |
    And the prices are carried over
    Then buyers pay 13.20 for MUG-01
    And buyers pay 39.90 for LAMP-01
    And carrying the prices over again writes nothing

  @T05 @PRD-02
  Scenario: A price that begins on a day counts from that day on, and not before
    Given the ERP sells MUG-01 for 12.50 from 2026-03-01 on
    When the ERP sells MUG-01 for 13.50 from 2026-03-03 on
    And the prices are carried over
    Then buyers pay 12.50 for MUG-01
    When it is 2026-03-02T22:40:00Z
    And the prices are carried over
    Then buyers pay 12.50 for MUG-01
    When it is 2026-03-02T23:01:00Z
    And the prices are carried over
    Then buyers pay 13.50 for MUG-01
    And carrying the prices over again writes nothing

  @T05 @PRD-02 @needs:keeps-sale-days
  Scenario: A promotion begins with its first day and is over after its last one
    Given the ERP sells MUG-01 for 12.50 from 2026-03-01 on
    When the ERP sells MUG-01 for 9.90 from 2026-03-03 to 2026-03-04
    And the prices are carried over
    Then buyers pay 12.50 for MUG-01
    When it is 2026-03-03T06:00:00Z
    And the prices are carried over
    Then buyers pay 9.90 for MUG-01
    When it is 2026-03-04T22:30:00Z
    And the prices are carried over
    Then buyers pay 9.90 for MUG-01
    When it is 2026-03-04T23:01:00Z
    And the prices are carried over
    Then buyers pay 12.50 for MUG-01

  @PRD-02
  Scenario: Who buys more pays less, and a group pays prices of its own
    When the ERP sells MUG-01 for 11.00 from 10 pieces on
    And the ERP sells MUG-01 to wholesale for 10.40
    And the ERP sells MUG-01 to wholesale for 9.90 from 10 pieces on
    And the ERP sells MUG-01 to retailers for 11.80
    And the prices are carried over
    Then the run leaves nothing to a person
    And buyers pay 12.50 for MUG-01
    And each piece of MUG-01 costs:
      | group     | pieces | price |
      |           | 1      | 12.50 |
      |           | 9      | 12.50 |
      |           | 10     | 11.00 |
      | wholesale | 1      | 10.40 |
      | wholesale | 9      | 10.40 |
      | wholesale | 10     | 9.90  |
      | retailers | 1      | 11.80 |
    And each piece of LAMP-01 costs:
      | group     | pieces | price |
      |           | 10     | 39.90 |
      | wholesale | 10     | 39.90 |
    And carrying the prices over again writes nothing

  @PRD-02
  Scenario: A break that changes in the ERP changes in the shop, and the list price stays
    Given the ERP sells MUG-01 for 11.00 from 10 pieces on
    And the ERP sells MUG-01 for 10.00 from 50 pieces on
    And the prices are carried over
    When the ERP sells MUG-01 for 10.80 from 10 pieces on
    And the ERP has no price of MUG-01 any more from 50 pieces on
    And the prices are carried over
    Then each piece of MUG-01 costs:
      | pieces | price |
      | 9      | 12.50 |
      | 10     | 10.80 |
      | 50     | 10.80 |
    And carrying the prices over again writes nothing

  @PRD-02
  Scenario: The last break that the ERP takes away is gone in the shop
    Given the ERP sells MUG-01 for 11.00 from 10 pieces on
    And the prices are carried over
    When the ERP has no price of MUG-01 any more from 10 pieces on
    And the prices are carried over
    Then each piece of MUG-01 costs:
      | pieces | price |
      | 1      | 12.50 |
      | 10     | 12.50 |
    And carrying the prices over again writes nothing

  @PRD-02
  Scenario: The price that the ERP takes away from a group is gone in the shop
    Given the ERP sells MUG-01 to wholesale for 10.40
    And the ERP sells MUG-01 to retailers for 11.80
    And the prices are carried over
    When the ERP has no price of MUG-01 any more for wholesale
    And the prices are carried over
    Then each piece of MUG-01 costs:
      | group     | pieces | price |
      | wholesale | 1      | 12.50 |
      | retailers | 1      | 11.80 |
    And carrying the prices over again writes nothing

  @PRD-02
  Scenario: A group that is nothing in the shop holds the prices of its item, and of no other
    Given the ERP sells MUG-01 to strangers for 8.00
    And the ERP sells LAMP-01 for 35.00 from 10 pieces on
    When the prices are carried over
    Then "MUG-01" is held in this run
    And the run leaves something to a person because of "STRANGERS"
    And each piece of MUG-01 costs:
      | group     | pieces | price |
      | wholesale | 1      | 12.50 |
    And each piece of LAMP-01 costs:
      | group     | pieces | price |
      |           | 10     | 35.00 |
      | wholesale | 1      | 39.90 |
      | wholesale | 10     | 35.00 |

  @PRD-02
  Scenario: A price for one customer alone is for a person
    Given the ERP sells MUG-01 to the customer C00777 for 8.00
    When the prices are carried over
    Then "MUG-01" is held in this run
    And the run leaves something to a person because of "C00777"
    And each piece of MUG-01 costs:
      | pieces | price |
      | 1      | 12.50 |
