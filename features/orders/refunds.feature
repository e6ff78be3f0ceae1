@needs:refund-names-order
Feature: What the shop gives back is credited in the ERP, each refund exactly once

  Background:
    Given the ERP credits what the shop gives back
    And the shop and the ERP sell:
      | SKU    | name        | price | stock |
      | MUG-01 | Ceramic mug | 12.50 | 400   |
      | PEN-01 | Ball pen    | 1.33  | 5000  |

  @I11 @INV-03 @M23 @recorded
  Scenario: A piece that comes back is credited and lies on the shelf again
    When Ana orders:
      | MUG-01 | 3 |
    And the orders are carried over
    And the ERP ships the order
    Then the ERP has 397 MUG-01 on the shelf
    When staff refund 1 MUG-01 of the order and put it back on the shelf
    And the refunds are carried over
    Then the credits for the order in the ERP are:
      | total | lines    | posted |
      | 15.25 | 1 MUG-01 | yes    |
    And the ERP has 398 MUG-01 on the shelf
    And carrying the refunds over again writes nothing

  @I11 @needs:tells-restock
  Scenario: A piece that does not come back is credited on another account, and the stock stays
    When Ana orders:
      | MUG-01 | 3 |
    And the orders are carried over
    And the ERP ships the order
    And staff refund 1 MUG-01 of the order and throw it away
    And the refunds are carried over
    Then the credits for the order in the ERP are:
      | total | lines                | posted |
      | 15.25 | 1 thrown away MUG-01 | yes    |
    And the ERP has 397 MUG-01 on the shelf

  @M22
  Scenario: Two refunds of one line are two credits, whatever is repeated
    When Ana orders:
      | MUG-01 | 3 |
    And the orders are carried over
    And the ERP ships the order
    And staff refund 1 MUG-01 of the order and put it back on the shelf
    And the refunds are carried over 2 times
    And 1 day passes
    And staff refund 1 MUG-01 of the order and put it back on the shelf
    And the refunds are carried over 2 times
    Then the credits for the order in the ERP are:
      | total | lines    | posted |
      | 15.25 | 1 MUG-01 | yes    |
      | 15.25 | 1 MUG-01 | yes    |
    And the ERP has 399 MUG-01 on the shelf

  @M21
  Scenario: Nothing is booked while the money is under way, and one credit when it has come back
    When Ana orders:
      | MUG-01 | 2 |
    And the orders are carried over
    And the ERP ships the order
    And staff refund 1 MUG-01 of the order, and the money is under way
    And the refunds are carried over 2 times
    Then the ERP has 0 credits for the order
    And nothing of it is for this pipe
    When the money of the refund of the order has come back
    And the refunds are carried over 2 times
    Then the ERP has 1 credit for the order

  @M22 @M11
  Scenario: Shipping that is given back is credited on the account of shipping
    When Ana orders:
      | MUG-01   | 1             |
      | shipping | standard 7.50 |
    And the orders are carried over
    And the ERP ships the order
    And staff refund 7.50 of the shipping of the order
    And the refunds are carried over
    Then the credits for the order in the ERP are:
      | total | lines      | posted |
      | 9.15  | 1 shipping | yes    |

  @M22
  Scenario: Pieces that are given back one by one come to what was paid for them, to the cent
    When Ana orders:
      | PEN-01 | 3 |
    And the orders are carried over
    Then the order in the ERP shows:
      | total | 4.87 |
    When the ERP ships the order
    And staff refund 1 PEN-01 of the order and put it back on the shelf
    And the refunds are carried over
    And staff refund 2 PEN-01 of the order and put them back on the shelf
    And the refunds are carried over
    Then the credits for the order in the ERP are:
      | total | lines    |
      | 1.62  | 1 PEN-01 |
      | 3.25  | 2 PEN-01 |

  @M22 @D02
  Scenario: The ERP makes the credit and its answer is lost: there is one
    When Ana orders:
      | MUG-01 | 3 |
    And the orders are carried over
    And the ERP ships the order
    And staff refund 1 MUG-01 of the order and put it back on the shelf
    Given the ERP creates the next credit but its answer is lost
    When the refunds are carried over 3 times
    Then the credits for the order in the ERP are:
      | total | lines    | posted |
      | 15.25 | 1 MUG-01 | yes    |

  @M23 @needs:reduces-refunded
  Scenario: What was refunded before the order was carried over is not credited besides
    When Ana orders:
      | MUG-01 | 3 |
    And staff refund 1 MUG-01 of the order and put it back on the shelf
    And the orders are carried over
    And the ERP ships the order
    And the refunds are carried over
    Then the ERP has 398 MUG-01 on the shelf
    And the ERP has 0 credits for the order
    And nothing of it is for this pipe

  @M23
  Scenario: A refund of an order that is not invoiced yet is for a person
    When Ana orders:
      | MUG-01 | 3 |
    And the orders are carried over
    And staff refund 1 MUG-01 of the order and put it back on the shelf
    And the refunds are carried over
    Then the run leaves something to a person because of "no posted invoice"
