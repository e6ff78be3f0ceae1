Feature: Accounts of the shop become customers of the ERP

  @CUS-01 @CUS-02 @CUS-03 @recorded
  Scenario: A new account becomes a customer with name, e-mail, phone and address
    Given Giulia has an account in the shop
    When the customers are carried over
    Then the ERP has Giulia exactly once
    And Giulia in the ERP shows:
      | name            | Giulia D’Angelo               |
      | e-mail          | giulia.dangelo@example.com    |
      | phone           | +390115550101                 |
      | billing address | Via Roma 1, 10121, Torino, IT |
      | kind            | person                        |
    And carrying the customers over again writes nothing

  @CUS-01 @U13
  Scenario: A company is called by its name
    Given Officina has an account in the shop
    When the customers are carried over
    Then Officina in the ERP shows:
      | name            | Officina Verdi Srl                     |
      | kind            | company                                |
      | billing address | Corso Francia 22, 10093, Collegno, IT |

  @CUS-02 @U04
  Scenario: Whom the ERP knows in other letters is not made twice
    Given the ERP knows Hans as "C00777"
    And Hans has an account in the shop
    When the customers are carried over
    Then the ERP has Hans as "C00777"
    And Hans in the ERP shows:
      | billing address | Hauptstraße 5, 50667, Köln, DE |

  @U02
  Scenario: Blanks in a phone number do not matter
    Given Giulia has an account in the shop with:
      | phone | +45 4545 4545 |
    When the customers are carried over
    Then Giulia in the ERP shows:
      | phone | +4545454545 |

  @CUS-03 @U11
  Scenario: A customer abroad keeps country and postcode
    Given Hans has an account in the shop with:
      | street   | Neumarkt 9 |
      | city     | Bonn       |
      | postcode | 53111      |
    When the customers are carried over
    Then Hans in the ERP shows:
      | billing address | Neumarkt 9, 53111, Bonn, DE |

  @U05 @CUS-03
  Scenario: A customer whose one address is not the default one is made from it
    Given Giulia has an account in the shop with:
      | default address | no |
    When the customers are carried over
    Then the ERP has Giulia exactly once
    And Giulia in the ERP shows:
      | name            | Giulia D’Angelo               |
      | billing address | Via Roma 1, 10121, Torino, IT |

  @CUS-07
  Scenario: A change reaches the same customer, and what the ERP owns stays
    Given the ERP knows Hans as "C00777"
    And Hans has an account in the shop
    When the customers are carried over
    And a clerk writes "mueller.example" on the customer "C00777"
    And Hans changes in the account:
      | street   | Neumarkt 9 |
      | city     | Bonn       |
      | postcode | 53111      |
    And the customers are carried over
    Then the ERP has Hans as "C00777"
    And Hans in the ERP shows:
      | billing address | Neumarkt 9, 53111, Bonn, DE |
    And Hans in the ERP still has what the ERP owns

  @CUS-02 @CUS-07
  Scenario: Who changes the e-mail stays the same customer
    Given Giulia has an account in the shop
    When the customers are carried over
    And Giulia changes in the account:
      | e-mail | giulia@dangelo.example |
    And the customers are carried over
    Then the ERP has Giulia exactly once
    And Giulia in the ERP shows:
      | e-mail | giulia@dangelo.example |
    And nobody in the ERP has the e-mail "giulia.dangelo@example.com"

  @CUS-07
  Scenario: Who came with an order is the same customer when the account is read
    Given the shop and the ERP sell:
      | SKU    | name        | price |
      | MUG-01 | Ceramic mug | 12.50 |
    And Luca has an account in the shop
    When Luca orders:
      | MUG-01 | 1 |
    And the orders are carried over
    And the customers are carried over
    Then the ERP has Luca exactly once

  @D02 @CUS-02 @recorded
  Scenario: The ERP makes the customer and its answer is lost
    Given Luca has an account in the shop
    And the ERP creates the next customer but its answer is lost
    When the customers are carried over 2 times
    Then the ERP has Luca exactly once

  @D17 @OPS-01
  Scenario: One account that cannot be written stops no other
    Given Giulia has an account in the shop with:
      | phone | ring the bell |
    And Hans has an account in the shop
    When the customers are carried over
    Then the account of Giulia is held because of "phone"
    And the ERP has Hans exactly once

  @once:shop @D19
  Scenario: A list of accounts that repeats its page ends the reading, and loses nobody
    Given the shop has one account more than a page of its list holds
    And the shop shows the first page of its accounts again as the second
    When the customers are carried over
    Then the run reports "PAGE_REPEATED"
    When the customers are carried over
    Then the ERP has everybody exactly once
