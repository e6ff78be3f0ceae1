Feature: An order belongs to the right customer of the ERP

  Background:
    Given the shop and the ERP sell:
      | SKU      | name        | price  | stock |
      | MUG-01   | Ceramic mug | 12.50  | 400   |
      | CHAIR-01 | Oak chair   | 129.00 | 40    |

  @ORD-02 @U03 @U04
  Scenario: A guest who comes back, even with capitals, is one customer
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Given a guest called Ana with:
      | e-mail | ANA.Capek@Example.com |
    When Ana orders:
      | MUG-01 | 2 |
    And the orders are carried over
    Then the ERP has Ana exactly once
    And the first order in the ERP shows:
      | customer | Ana Čapek |
    And the second order in the ERP shows:
      | customer   | Ana Čapek |
      | quantities | 2         |

  @ORD-02 @U03
  Scenario: Three orders of a new guest in one run make one customer
    When Luca orders:
      | MUG-01 | 1 |
    And Luca orders:
      | MUG-01 | 2 |
    And Luca orders:
      | MUG-01 | 3 |
    And the orders are carried over
    Then the ERP has Luca exactly once
    And the ERP has the first order exactly once
    And the ERP has the second order exactly once
    And the ERP has the third order exactly once

  @ORD-02 @U04
  Scenario: Whom the ERP knows already is found, and keeps what the ERP owns
    Given the ERP knows Hans as "C00777"
    And Hans has an account in the shop
    When Hans orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the ERP has Hans as "C00777"
    And Hans in the ERP still has what the ERP owns

  @ORD-02 @U07
  Scenario: A gift goes to another address, and the customer's own stays
    Given Giulia has an account in the shop
    When Giulia orders:
      | MUG-01  | 1   |
      | ship to | Ana |
    And the orders are carried over
    Then the order in the ERP shows:
      | customer | Giulia D’Angelo                             |
      | ship to  | Ana Čapek, Piazza Dante 9, 20121, Milano, IT |
    And Giulia in the ERP shows:
      | billing address | Via Roma 1, 10121, Torino, IT |

  @ORD-02 @U13
  Scenario: A company buys as a company
    Given Officina has an account in the shop
    When Officina orders:
      | CHAIR-01 | 4 |
    And the orders are carried over
    Then the order in the ERP shows:
      | customer | Officina Verdi Srl |
    And Officina in the ERP shows:
      | name | Officina Verdi Srl |
      | kind | company            |

  @CUS-06 @U09
  Scenario: A PO number arrives exactly as it was typed
    Given Officina has an account in the shop with:
      | PO number required | yes |
    When Officina orders:
      | CHAIR-01  | 4         |
      | PO number | 4500-77/b |
    And the orders are carried over
    Then the order in the ERP shows:
      | PO number | 4500-77/b |

  @CUS-06 @U09
  Scenario: A customer who must give a PO number and gives none is asked
    Given Officina has an account in the shop with:
      | PO number required | yes |
    When Officina orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order is held because of "purchase order number"
    And the ERP does not have the order
    And the shop shows no ERP number on the order

  @U09
  Scenario: Without a PO number the ERP's field stays empty
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order in the ERP shows:
      | PO number | - |

  @ORD-02
  Scenario: Two customers with one e-mail are for a person
    Given the ERP knows Ana as "C00801"
    And the ERP knows Ana as "C00802"
    When Ana orders:
      | MUG-01 | 1 |
    And the orders are carried over
    Then the order is held because of "has 2 that match"
    And the ERP does not have the order
