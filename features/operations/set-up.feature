Feature: A project is set up in three steps, and knows systems that nobody has shipped

  @once @OPS-03
  Scenario: A new project passes its check before a line of it was written by hand
    When I run "init acme --shop <shop> --erp <erp>"
    And I run "check --project acme"
    Then it ends well
    When I run "systems <shop>"
    Then it ends well and says "order.read"

  @once @OPS-03
  Scenario: A mistake in the set-up is told with its place
    When I run "init acme --shop <shop> --erp <erp>"
    And in "acme/pipewright.yaml" the text "project: acme" becomes "projekt: acme"
    And I run "check --project acme"
    Then it fails and says "projekt"
    And it says "pipewright.yaml"

  @once @OPS-04
  Scenario: A system that nobody has shipped is a file, not a program
    When I run "init acme --shop <shop> --erp <erp>"
    And the project "acme" gets the shop's connector and mappings under the name "our-shop"
    And in "acme/pipewright.yaml" the text "connector: <shop>" becomes "connector: our-shop"
    And I run "check --project acme"
    Then it ends well

  @once @X11
  Scenario: A setting that this version does not know fails the check, not the next order
    When I run "init acme --shop <shop> --erp <erp>"
    And I run "eject pipes/orders.yaml --project acme"
    And in "acme/pipes/orders.yaml" the text "concurrency: 4" becomes "parallelism: 4"
    And I run "check --project acme"
    Then it fails and says "parallelism"
