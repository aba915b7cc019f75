using System.Collections;

namespace SessionLogging.Tests.Accounts;

public sealed class ConnectionPlanTests
{
    private static readonly ConnectionOptions NoOptions = new();

    [Fact]
    public void Nothing_given_is_one_connection_that_the_options_imply()
    {
        var plan = ConnectionPlan.Create(NoOptions, [], [], []);

        Assert.Equal([null], plan.Roles);
        Assert.Equal([null], plan.Regions);
    }

    [Fact]
    public void A_role_is_filled_for_each_account_and_nothing_is_asked_twice()
    {
        var plan = ConnectionPlan.Create(
            NoOptions,
            ["arn:aws:iam::{AccountId}:role/Audit", "arn:aws-cn:iam::333344445555:role/path/Other", "arn:aws:iam::111122223333:role/Audit"],
            ["111122223333", "000000000001", "111122223333"],
            ["eu-west-1", "us-gov-west-1", "eu-west-1"]);

        Assert.Equal(
            ["arn:aws:iam::111122223333:role/Audit", "arn:aws:iam::000000000001:role/Audit", "arn:aws-cn:iam::333344445555:role/path/Other"], plan.Roles);
        Assert.Equal(["eu-west-1", "us-gov-west-1"], plan.Regions);
    }

    [Fact]
    public void A_connection_is_the_template_with_role_and_region()
    {
        var template = new ConnectionOptions { ProfileName = "ops", ExternalId = "x", RoleArn = "ignored", Region = "ignored" };

        var connection = ConnectionPlan.Create(template, [], [], []).For("arn:aws:iam::111122223333:role/Audit", "eu-west-1");

        Assert.Equal(template with { RoleArn = "arn:aws:iam::111122223333:role/Audit", Region = "eu-west-1" }, connection);
    }

    [Theory]
    [InlineData("eu-west-1")]
    [InlineData("us-iso-east-1")]
    [InlineData("eusc-de-east-1")]
    [InlineData("ap-southeast-12")]
    public void The_names_of_regions_pass(string region) => Assert.Equal([region], ConnectionPlan.Create(NoOptions, [], [], [region]).Regions);

    [Theory]
    [InlineData("")]
    [InlineData("EU-WEST-1")]
    [InlineData("eu-west")]
    [InlineData("Frankfurt")]
    [InlineData("eu-west-1.example.org")]
    [InlineData("eu-west-1\n")]
    public void What_is_no_region_is_refused(string region) =>
        Refused("RegionInvalid", () => ConnectionPlan.Create(NoOptions, [], [], [region]));

    [Theory]
    [InlineData("11112222333")]
    [InlineData("1111222233334")]
    [InlineData("1111-2222-3333")]
    [InlineData("١١١١٢٢٢٢٣٣٣٣")]
    [InlineData("111122223333\n")]
    public void What_is_no_account_id_is_refused(string accountId) =>
        Refused("AccountIdInvalid", () => ConnectionPlan.Create(NoOptions, ["arn:aws:iam::{AccountId}:role/Audit"], [accountId], []));

    [Theory]
    [InlineData("Audit")]
    [InlineData("arn:aws:iam::111122223333:user/Audit")]
    [InlineData("arn:aws:iam::{accountid}:role/Audit")]
    [InlineData("arn:aws:iam::111122223333:role/")]
    [InlineData("arn:aws:iam::111122223333:role/{AccountId}")]
    [InlineData("arn:aws:iam::{AccountId}:role/Audit-{AccountId}")]
    [InlineData("arn:aws:iam::111122223333:role/Audit\n")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Audit/me")]
    public void What_is_no_role_is_refused(string role) => Refused("RoleArnInvalid", () => ConnectionPlan.Create(NoOptions, [role], [], []));

    [Fact]
    public void Accounts_without_a_role_that_takes_them_are_refused()
    {
        Refused("AccountIdWithoutRole", () => ConnectionPlan.Create(NoOptions, [], ["111122223333"], []));
        Refused("AccountIdWithoutRole", () => ConnectionPlan.Create(NoOptions, ["arn:aws:iam::111122223333:role/Audit"], ["111122223333"], []));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("1111*")]
    [InlineData("????????0001")]
    public void A_pattern_stands_for_accounts_that_only_the_organisation_can_tell(string pattern)
    {
        var plan = ConnectionPlan.Create(NoOptions, [Audit, "arn:aws:iam::333344445555:role/Other"], [pattern], []);

        Assert.True(plan.AsksOrganization);
        Assert.Equal(["arn:aws:iam::333344445555:role/Other"], plan.Roles);
    }

    [Theory]
    [InlineData("ou-ab12-11111111")]
    [InlineData("r-ab12")]
    public void So_does_a_unit(string unit) => Assert.True(Scoped([], [], new() { OrganizationalUnits = [unit] }).AsksOrganization);

    public static TheoryData<string, string[], string[], string[], string[], string[]> Senseless { get; } = new()
    {
        // error, accounts, units, accounts left out, Regions, Regions left out
        { "AccountIdInvalid", ["prod-*"], [], [], [], [] },
        { "AccountIdInvalid", ["*;"], [], [], [], [] },
        { "AccountIdInvalid", ["*"], [], ["12"], [], [] },
        { "OrganizationalUnitInvalid", [], ["Production"], [], [], [] },
        { "OrganizationalUnitInvalid", [], ["ou-ab12-1111111"], [], [], [] },
        { "OrganizationalUnitInvalid", [], ["ou-AB12-11111111"], [], [], [] },
        { "OrganizationalUnitInvalid", [], ["ou-ab12-11111111\n"], [], [], [] },
        { "OrganizationalUnitInvalid", [], ["r-abc"], [], [], [] },
        { "OrganizationalUnitInvalid", [], ["*"], [], [], [] },
        { "AccountsAmbiguous", ["*"], ["ou-ab12-11111111"], [], [], [] },
        { "AccountsAmbiguous", ["111122223333", "2*"], ["ou-ab12-11111111"], [], [], [] },
        { "RegionInvalid", [], [], [], ["*"], ["Frankfurt"] },
        { "NothingLeft", ["111122223333"], [], ["1*"], [], [] },
        { "NothingLeft", ["*"], [], ["*"], [], [] },
        { "NothingLeft", ["12*"], [], ["12*"], [], [] },
        { "NothingLeft", [], [], [], ["eu-west-1", "eu-west-2"], ["eu-*"] },
        { "NothingLeft", [], [], [], ["us-*"], ["us-*"] },
    };

    [Theory]
    [MemberData(nameof(Senseless))]
    public void What_makes_no_sense_is_refused(string errorId, string[] accounts, string[] units, string[] leftOut, string[] regions, string[] regionsLeftOut) => Refused(
        errorId, () => Scoped(accounts, regions, new() { OrganizationalUnits = units, ExcludedAccounts = leftOut, ExcludedRegions = regionsLeftOut }));

    [Fact]
    public void Accounts_of_the_organisation_need_a_role_that_takes_them()
    {
        const string Fixed = "arn:aws:iam::111122223333:role/Audit";
        Refused("AccountIdWithoutRole", () => ConnectionPlan.Create(NoOptions, [], ["*"], []));
        Refused("AccountIdWithoutRole", () => ConnectionPlan.Create(NoOptions, [Fixed], [], [], new() { OrganizationalUnits = ["r-ab12"] }));
        Refused("AccountIdWithoutRole", () => ConnectionPlan.Create(NoOptions, [], [], [], new() { ExcludedAccounts = ["111122223333"] }));
    }

    [Fact]
    public void What_is_left_out_is_not_planned()
    {
        var plan = Scoped(
            ["111122223333", "222233334444"], ["eu-west-1", "us-east-1", "eu-*"], new() { ExcludedAccounts = ["2*"], ExcludedRegions = ["us-east-?"] });

        Assert.Equal(["arn:aws:iam::111122223333:role/Audit"], plan.Roles);
        Assert.Equal(["eu-west-1", "eu-*"], plan.GivenRegions);
    }

    private const string Audit = "arn:aws:iam::{AccountId}:role/Audit";

    private static ConnectionPlan Scoped(string[] accounts, string[] regions, ConnectionScope scope) => ConnectionPlan.Create(NoOptions, [Audit], accounts, regions, scope);

    [Fact]
    public void Half_a_key_pair_is_refused()
    {
        Refused("KeysIncomplete", () => ConnectionPlan.Create(new ConnectionOptions { AccessKey = "AK" }, [], [], []));
        Refused("KeysIncomplete", () => ConnectionPlan.Create(new ConnectionOptions { SecretKey = "SK" }, [], [], []));
        Refused("KeysIncomplete", () => ConnectionPlan.Create(new ConnectionOptions { SessionToken = "ST" }, [], [], []));
    }

    [Fact]
    public void Two_identities_at_once_are_refused()
    {
        var keys = new ConnectionOptions { AccessKey = "AK", SecretKey = "SK", SessionToken = "ST" };
        var source = new KeySource();

        Refused("CredentialsAmbiguous", () => ConnectionPlan.Create(keys with { ProfileName = "ops" }, [], [], []));
        Refused("CredentialsAmbiguous", () => ConnectionPlan.Create(keys with { Credential = source }, [], [], []));
        Refused("CredentialsAmbiguous", () => ConnectionPlan.Create(new ConnectionOptions { ProfileName = "ops", Credential = source }, [], [], []));
        Assert.Equal(keys, ConnectionPlan.Create(keys, [], [], []).Template);
        Assert.NotNull(ConnectionPlan.Create(keys with { AmbientCredential = source }, [], [], []));
    }

    private static void Refused(string errorId, Func<ConnectionPlan> create)
    {
        var failure = Assert.Throws<ConnectionException>(create);
        Assert.Equal((errorId, FailureCategory.InvalidInput), (failure.ErrorId, failure.Category));
        Assert.NotEmpty(failure.RecommendedAction!);
    }

    private sealed class KeySource : ICredentialSource
    {
        public CredentialKeys GetKeys() => new("AK", "SK", null);
    }
}

public sealed class ConnectionArgumentsTests
{
    [Fact]
    public void The_parameters_open_the_same_account_again_without_region_and_secrets()
    {
        var connection = new ConnectionOptions
        {
            Region = "eu-west-1",
            ProfileName = "ops",
            ProfileLocation = @"C:\Users\O'Hara\credentials",
            AccessKey = "AKIAEXAMPLE",
            SecretKey = "secret",
            SessionToken = "token",
            RoleArn = "arn:aws:iam::111122223333:role/Audit",
            ExternalId = "x y",
            EndpointUrl = "http://name:password@localhost:8080",
        };

        Assert.Equal(
            @" -ProfileName 'ops' -ProfileLocation 'C:\Users\O''Hara\credentials' -RoleArn 'arn:aws:iam::111122223333:role/Audit'"
            + " -ExternalId $ExternalId -EndpointUrl 'http://localhost:8080'",
            ConnectionArguments.Of(connection));
    }

    [Theory]
    [InlineData("http://name:password@10.0.0.1", "http://proxy.example", null, "-EndpointUrl http://10.0.0.1")]
    [InlineData("https://proxy.example", "http://proxy.example", null, "")]
    [InlineData(null, "http://name:password@proxy.example", null, "AWS_ENDPOINT_URL_SSM http://proxy.example")]
    [InlineData(null, "http://127.0.0.1:4566", null, "")]
    [InlineData(null, "http://proxy.example", "TRUE", "")]
    public void Addresses_that_others_can_listen_to_are_named_with_what_gives_them(string? given, string ofService, string? ignored, string exposed)
    {
        var environment = new Hashtable { ["AWS_ENDPOINT_URL_SSM"] = ofService, ["AWS_ENDPOINT_URL"] = "https://proxy.example", ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = ignored, ["HOME"] = "http://home.example" };

        Assert.Equal(exposed, string.Join(", ", EndpointAddress.ExposedOf(given, environment)));
    }

    [Fact]
    public void Nothing_given_is_nothing_repeated() => Assert.Equal("", ConnectionArguments.Of(new ConnectionOptions()));

    [Theory]
    [InlineData("'; Remove-Item x; '", "'''; Remove-Item x; '''")]
    [InlineData("a\u2018b\u2019c\u201Ad\u201Be", "'a\u2018\u2018b\u2019\u2019c\u201A\u201Ad\u201B\u201Be'")]
    [InlineData("$env:X `n \"q\"", "'$env:X `n \"q\"'")]
    public void Every_quote_that_PowerShell_knows_is_doubled(string name, string argument) =>
        Assert.Equal($" -ProfileName {argument}", ConnectionArguments.Of(new ConnectionOptions { ProfileName = name }));
}
