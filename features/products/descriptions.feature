Feature: The shop describes an article as the ERP does

  Background:
    Given the shop keeps of a description only the tags "p, b, ul, li"
    And the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |

  @PRD-01 @P08
  Scenario: What the shop would take out is written as it keeps it, and read back as it was sent
    When the ERP describes MUG-01 as "<p>Holds <strong>0.4 l</strong> &amp; more</p><h2>Care</h2><ul><li>by <em>hand</em></li></ul>"
    And the products are carried over
    Then MUG-01 in the shop shows:
      | description | <p>Holds <b>0.4 l</b> &amp; more</p>Care<ul><li>by hand</li></ul> |
    And carrying the products over again writes nothing

  @PRD-01 @P08
  Scenario: A description that nobody wrote takes none away
    When the ERP describes MUG-01 as "<p>Holds <b>0.4 l</b></p>"
    And the products are carried over
    And the ERP changes MUG-01:
      | name | Ceramic mug, red |
    And the products are carried over
    Then MUG-01 in the shop shows:
      | name        | Ceramic mug, red           |
      | description | <p>Holds <b>0.4 l</b></p> |
