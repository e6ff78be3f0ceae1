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
