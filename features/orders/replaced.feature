Feature: A shop that edits an order by a new one: the ERP never has both

  Background:
    Given the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |
      | PEN-01 | Pen         | 1.20  | 500   |

  @ORD-04 @O02
  Scenario: The new order comes when the one before is cancelled in the ERP
    When Ana orders:
      | MUG-01  | 2     |
      | payment | later |
    And the orders are carried over
    And staff edit the order, which is given up for a new one:
      | MUG-01  | 3     |
      | payment | later |
    And the orders are carried over
    Then the ERP does not have the order
    And the ERP has the first order exactly once
    And the run leaves nothing to a person
    When the cancellations are carried over
    And 2 minutes pass
    And the orders are carried over
    Then the ERP does not have the first order
    And the order in the ERP shows:
      | quantities   | 3          |
      | order number | the shop's |
    And carrying the orders over again writes nothing

  @O02 @O03
  Scenario: The one before was shipped: somebody settles that before the new order comes
    When Ana orders:
      | PEN-01  | 10    |
      | payment | later |
    And the orders are carried over
    And the ERP ships 4 PEN-01 of the order
    And staff edit the order, which is given up for a new one:
      | PEN-01  | 12    |
      | payment | later |
    And the cancellations are carried over
    And the orders are carried over
    Then the cancellation of the first order is held or refused because of "invoice"
    And the order is held because of "stands"
    And the ERP does not have the order
    When a person releases what was held of the orders
    And the orders are carried over
    Then the order is held because of "stands"
    When a person skips what needs a person of the cancellations
    And a person releases what was held of the orders
    And the orders are carried over
    Then the order in the ERP shows:
      | quantities | 12 |

  @O02
  Scenario: The one before never came to the ERP: the new order does not wait for it
    When Ana orders:
      | MUG-01  | 2     |
      | payment | later |
    And staff edit the order, which is given up for a new one:
      | MUG-01  | 3     |
      | payment | later |
    And the orders are carried over
    And 2 minutes pass
    And the orders are carried over
    Then the first order is excluded
    And the ERP does not have the first order
    And the order in the ERP shows:
      | quantities | 3 |
