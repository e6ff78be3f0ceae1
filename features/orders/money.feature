Feature: The ERP's order is what the customer paid, to the cent

  Background:
    Given the shop and the ERP sell:
      | SKU     | name         | price  | stock | ERP price |
      | MUG-01  | Ceramic mug  | 12.50  | 400   | 12.50     |
      | LAMP-01 | Desk lamp    | 39.90  | 80    | 39.90     |
      | PEN-01  | Ball pen     | 1.33   | 5000  | 1.33      |
      | CUP-01  | Paper cup    | 0.99   | 900   | 0.99      |
      | BOX-10  | Storage box  | 10.00  | 90    | 10.00     |
      | BAG-48  | Shoulder bag | 48.00  | 90    | 48.00     |
      | TENT-01 | Tent         | 100.00 | 20    | 100.00    |
      | RUG-01  | Rug          | 49.99  | 20    | 59.99     |
      | PIN-01  | Pin          | 0.75   | 900   | 0.75      |
    And Giulia has an account in the shop

  @ORD-07 @M09 @recorded
  Scenario: A percentage coupon arrives with its code and its amount
    Given the coupon SAVE10 takes 10 % off the order
    When Giulia orders:
      | LAMP-01  | 3        |
      | shipping | standard |
      | coupon   | SAVE10   |
    And the orders are carried over
    Then the order in the ERP shows:
      | coupon codes   | SAVE10 |
      | discount       | 11.97  |
      | line discounts | 11.97  |
      | unit prices    | 39.90  |
      | net            | 115.23 |
      | tax            | 25.35  |
      | total          | 140.58 |

  @ORD-07 @M01
  Scenario: The coupon is taken off before the tax
    Given the coupon OFF20 takes 20.00 off the order
    When Giulia orders:
      | TENT-01 | 1     |
      | coupon  | OFF20 |
    And the orders are carried over
    Then the order in the ERP shows:
      | discount | 20.00 |
      | net      | 80.00 |
      | tax      | 17.60 |
      | total    | 97.60 |

  @ORD-07 @M02
  Scenario Outline: A discount that does not divide loses no cent: <quantity> <article>
    Given the coupon ODD takes <off> off the order
    When Giulia orders:
      | <article> | <quantity> |
      | coupon    | ODD        |
    And the orders are carried over
    Then the order in the ERP shows:
      | unit prices | <price>    |
      | net         | <net>      |
      | total       | the shop's |
    Examples:
      | article | quantity | price | off  | net   |
      | CUP-01  | 10       | 0.99  | 7 %  | 9.21  |
      | BOX-10  | 3        | 10.00 | 5.00 | 25.00 |

  @ORD-07 @M02 @recorded
  Scenario: A fixed coupon over several lines is shared out to the cent
    Given the coupon MINUS5 takes 5.00 off the order
    When Giulia orders:
      | MUG-01   | 1       |
      | LAMP-01  | 2       |
      | PEN-01   | 7       |
      | shipping | express |
      | coupon   | MINUS5  |
    And the orders are carried over
    Then the order in the ERP shows:
      | discount        | 5.00       |
      | shipping method | express    |
      | net             | 111.51     |
      | total           | the shop's |

  @ORD-07
  Scenario: A coupon for one article leaves the others alone
    Given the coupon LAMPS takes 20 % off LAMP-01
    When Giulia orders:
      | LAMP-01 | 1     |
      | MUG-01  | 2     |
      | coupon  | LAMPS |
    And the orders are carried over
    Then the order in the ERP shows:
      | coupon codes   | LAMPS      |
      | line discounts | 7.98, 0.00 |
      | net            | 56.92      |

  @ORD-05 @ORD-07 @M12
  Scenario: Free shipping costs nothing and takes nothing off the goods
    Given the coupon FREESHIP makes shipping free
    When Giulia orders:
      | MUG-01   | 1        |
      | shipping | standard |
      | coupon   | FREESHIP |
    And the orders are carried over
    Then the order in the ERP shows:
      | coupon codes   | FREESHIP |
      | shipping cost  | 0.00     |
      | line discounts | 0.00     |
      | total          | 15.25    |

  @ORD-07 @M07
  Scenario: A coupon and a rule of the shop both count
    Given the coupon SAVE20 takes 20 % off the order
    When Giulia orders:
      | BAG-48 | 2                 |
      | coupon | SAVE20            |
      | rule   | Spring sale 19.20 |
    And the orders are carried over
    Then the order in the ERP shows:
      | net   | 57.60      |
      | total | the shop's |

  @ORD-06 @M10
  Scenario: Handling stands on its own line and is taxed
    When Giulia orders:
      | MUG-01 | 1             |
      | fee    | Handling 5.00 |
    And the orders are carried over
    Then the order in the ERP shows:
      | charges | Handling 5.00 |
      | net     | 17.50         |
      | tax     | 3.85          |
      | total   | 21.35         |

  @ORD-05 @ORD-06 @M11 @recorded
  Scenario: The tax on shipping is part of the total, and shipping has its own line
    When Giulia orders:
      | TENT-01  | 1             |
      | shipping | standard 9.90 |
    And the orders are carried over
    Then the order in the ERP shows:
      | shipping cost | 9.90   |
      | net           | 109.90 |
      | tax           | 24.18  |
      | total         | 134.08 |

  @ORD-04 @M16
  Scenario: The ERP takes the price that was paid, not the one in its own list
    When Giulia orders:
      | RUG-01 | 1 |
    And the orders are carried over
    Then the order in the ERP shows:
      | unit prices | 49.99 |
      | net         | 49.99 |

  @ORD-06 @M26
  Scenario: Half a cent of tax is rounded up
    When Giulia orders:
      | PIN-01 | 1 |
    And the orders are carried over
    Then the order in the ERP shows:
      | net   | 0.75 |
      | tax   | 0.17 |
      | total | 0.92 |
