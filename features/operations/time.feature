Feature: Time is the same on both sides, whatever the clocks of the shop and the ERP say

  Background:
    Given the ERP connection has the option time_zone set to "Europe/Rome"
    And the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |

  @ORD-01 @T03
  Scenario: An order of the late evening belongs to the day that the ERP's clock shows
    Given it is 2026-03-02T23:30:00Z
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order in the ERP shows:
      | order date | 2026-03-03 |

  @T01
  Scenario: An order that comes just after a run is found by the next one, in a shop that is not on UTC
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And 1 minute passes
    And Ana orders:
      | MUG-01 | 2 |
    And the orders are carried over
    Then the second order in the ERP shows:
      | quantities | 2 |
    And the ERP was asked to create 2 orders
