Feature: Orders that are edited after they are in the ERP

  Background:
    Given the shop and the ERP sell:
      | SKU     | name        | price | stock |
      | MUG-01  | Ceramic mug | 12.50 | 400   |
      | LAMP-01 | Desk lamp   | 39.90 | 80    |
      | PEN-01  | Ball pen    | 1.33  | 5000  |
      | BAG-48  | Shoulder bag | 48.00 | 90   |
    And Giulia has an account in the shop

  @ORD-04 @ORD-06 @O02
  Scenario: One piece fewer after the order is in the ERP: the sales order follows, once
    When Giulia orders:
      | LAMP-01  | 3        |
      | PEN-01   | 5        |
      | shipping | standard |
    And the orders are carried over
    And staff reduce LAMP-01 on the order to 2
    And the edits are carried over
    Then the edit of the order is delivered
    And the ERP has the order exactly once
    And the order in the ERP shows:
      | items       | LAMP-01, PEN-01 |
      | quantities  | 2, 5            |
      | unit prices | 39.90, 1.33     |
      | total       | the shop's      |
    And carrying the edits over again writes nothing

  @ORD-03 @ORD-04 @O02
  Scenario: A line that staff take off is off the sales order
    When Giulia orders:
      | LAMP-01 | 1 |
      | PEN-01  | 5 |
    And the orders are carried over
    And staff reduce PEN-01 on the order to 0
    And the edits are carried over
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | items      | LAMP-01    |
      | quantities | 1          |
      | total      | the shop's |

  @ORD-03 @ORD-04 @ORD-06 @O02
  Scenario: A line that staff add is on the sales order, at the shop's price
    When Giulia orders:
      | LAMP-01 | 1 |
    And the orders are carried over
    And staff add 2 MUG-01 to the order
    And the edits are carried over
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | items       | LAMP-01, MUG-01 |
      | quantities  | 1, 2            |
      | unit prices | 39.90, 12.50    |
      | total       | the shop's      |
    And carrying the edits over again writes nothing

  @ORD-07 @ORD-06 @M03
  Scenario: The discount shrinks with an order that is in the ERP already
    Given the coupon SAVE20 takes 20 % off the order
    When Giulia orders:
      | BAG-48 | 2      |
      | coupon | SAVE20 |
    And the orders are carried over
    Then the order in the ERP shows:
      | net | 76.80 |
    When staff reduce BAG-48 on the order to 1
    And the edits are carried over
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | quantities | 1          |
      | net        | 38.40      |
      | total      | the shop's |

  @ORD-06 @M04
  Scenario: Tax of what was taken off later is not owed
    When Giulia orders:
      | BAG-48 | 2 |
    And the orders are carried over
    And staff reduce BAG-48 on the order to 1
    And the edits are carried over
    Then the order in the ERP shows:
      | tax   | 10.56 |
      | total | 58.56 |

  @ORD-02 @O02
  Scenario: A delivery address that staff change is the one on the sales order
    Given a guest called Nadia with:
      | first name | Nadia             |
      | last name  | Ferri             |
      | e-mail     | nadia@example.com |
      | phone      | +39 06 555 0199   |
      | street     | Via Appia 12      |
      | postcode   | 00183             |
      | city       | Roma              |
      | country    | IT                |
    When Giulia orders:
      | LAMP-01 | 2 |
    And the orders are carried over
    And staff send the order to Nadia instead
    And the edits are carried over
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | ship to    | Nadia Ferri, Via Appia 12, 00183, Roma, IT |
      | quantities | 2                                          |
      | total      | the shop's                                 |

  @O02
  Scenario: What was shipped is not edited any more: a person is told what differs, and the ERP is left alone
    When Giulia orders:
      | PEN-01 | 5 |
    And the orders are carried over
    And the ERP ships 1 PEN-01 of the order
    And staff reduce PEN-01 on the order to 2
    And the edits are carried over
    Then the edit of the order is held because of "changed-after-delivery"
    And the edit of the order is held because of "PEN-01"
    And the order in the ERP shows:
      | quantities | 5 |
    And the ERP has the order exactly once

  @ORD-04 @O01
  Scenario: An edit before the order is in the ERP is part of the order
    When Giulia orders:
      | PEN-01 | 5 |
    And staff reduce PEN-01 on the order to 2
    And the edits are carried over
    Then the order in the ERP shows:
      | quantities | 2          |
      | total      | the shop's |
    And carrying the edits over again writes nothing
    And the ERP has the order exactly once

  @ORD-04 @O02 @D07
  Scenario: Two edits one after the other: the newer one is in the ERP
    When Giulia orders:
      | PEN-01 | 5 |
    And the orders are carried over
    And staff reduce PEN-01 on the order to 4
    And the orders are carried over
    And staff reduce PEN-01 on the order to 3
    And the edits are carried over
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | quantities | 3          |
      | total      | the shop's |
    When staff reduce PEN-01 on the order to 2
    And the edits are carried over
    Then the order in the ERP shows:
      | quantities | 2          |
      | total      | the shop's |

  @O02 @D02
  Scenario: The answer to an edit is lost
    When Giulia orders:
      | PEN-01 | 5 |
    And the orders are carried over
    And staff reduce PEN-01 on the order to 2
    Given the ERP changes the next order but its answer is lost
    When the edits are carried over 3 times
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | quantities | 2          |
      | total      | the shop's |
    And carrying the edits over again writes nothing

  @O02
  Scenario: An order that a clerk has changed as well is for a person, who settles it
    When Giulia orders:
      | PEN-01 | 5 |
    And the orders are carried over
    And a clerk changes PEN-01 on the order to 7
    And staff reduce PEN-01 on the order to 2
    And the edits are carried over
    Then the edit of the order is held because of "as well"
    And the order in the ERP shows:
      | quantities | 7 |
    When a clerk changes PEN-01 on the order to 2
    And a person releases what was held of the edits
    And the edits are carried over
    Then the edit of the order is delivered
    And the order in the ERP shows:
      | quantities | 2 |

  @O02
  Scenario: A remark of staff is no edit
    When Giulia orders:
      | PEN-01 | 5 |
    And the orders are carried over
    And staff reduce PEN-01 on the order to 2
    And the edits are carried over
    And staff write a remark on the order
    Then carrying the edits over again writes nothing
    And the order in the ERP shows:
      | quantities | 2 |

  @ORD-10 @O02 @O03
  Scenario: An order that is edited and then cancelled is cancelled
    When Giulia orders:
      | PEN-01 | 5 |
    And the orders are carried over
    And staff reduce PEN-01 on the order to 2
    And the orders are carried over
    And Giulia cancels the order
    And the cancellations are carried over
    And the edits are carried over
    Then the ERP does not have the order
    And the edit of the order is excluded
