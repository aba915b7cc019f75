namespace SessionLogging.Tests.Accounts;

/// <summary>Accounts that nobody names: those that the organisation lists.</summary>
public sealed class OrganizationPoolTests
{
    private const string Own = StubOpener.OwnAccount;
    private const string Two = "222233334444";
    private const string Three = "333344445555";
    private const string Four = "444455556666";
    private const string Root = "r-ab12";
    private const string Outer = "ou-ab12-outer111";
    private const string Inner = "ou-ab12-inner111";

    private readonly StubOrganization _organization = new(
        (Root, new(Own, "management", "ACTIVE")),
        (Outer, new(Two, "two", "ACTIVE")),
        (Inner, new(Three, "three", "ACTIVE")),
        (Inner, new(Four, "four", "SUSPENDED")))
    {
        Units = { [Root] = [Outer], [Outer] = [Inner] },
    };

    private readonly StubOpener _opener = new();

    public OrganizationPoolTests() => Answer(_organization);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_star_is_every_active_account_with_its_name_the_own_one_without_the_role()
    {
        using var pool = Pool(["*"], ["eu-west-1", "us-east-1"]);

        var openings = await pool.AllAsync(Token);

        Assert.Equal(
            [$"{Own} management eu-west-1", $"{Own} management us-east-1", $"{Two} two eu-west-1", $"{Two} two us-east-1", $"{Three} three eu-west-1", $"{Three} three us-east-1"],
            openings.Select(opening => $"{opening.AccountId} {opening.AccountName} {opening.Region}"));
        Assert.All(openings, opening => Assert.True(opening.IsOfPattern));
        Assert.Equal([(null, "management"), (RoleOf(Two), "two")], await ConnectionsAsync(openings[0], openings[2]));
    }

    [Fact]
    public async Task Accounts_that_are_not_active_are_told_unless_they_are_left_out_by_name()
    {
        using var pool = Pool(["*"], ["eu-west-1"]);
        using var without = Pool(["*"], ["eu-west-1"], new() { ExcludedAccounts = [Four] });

        await pool.AllAsync(Token);
        await without.AllAsync(Token);

        Assert.Equal([Four], pool.LeftOut.Select(account => account.Id));
        Assert.Empty(without.LeftOut);
    }

    [Theory]
    [InlineData("ACTIVE", true)]
    [InlineData(null, true)]
    [InlineData("SUSPENDED", false)]
    [InlineData("PENDING_CLOSURE", false)]
    [InlineData("PENDING_ACTIVATION", false)]
    [InlineData("CLOSED", false)]
    [InlineData("SOMETHING_NEW", false)]
    public async Task Only_what_is_active_or_not_told_is_asked(string? state, bool isAsked)
    {
        Answer(new StubOrganization((Root, new(Two, "two", state)), (Root, new(Own, "own", "ACTIVE"))));
        using var pool = Pool(["*"], ["eu-west-1"]);

        Assert.Equal(isAsked, (await pool.AllAsync(Token)).Any(opening => opening.AccountId == Two));
        Assert.Equal(isAsked ? 0 : 1, pool.LeftOut.Count);
    }

    [Theory]
    [InlineData(Inner, Three)]
    [InlineData(Outer, Two, Three)]
    [InlineData(Root, Own, Two, Three)]
    public async Task A_unit_is_its_accounts_and_those_of_the_units_below_it(string unit, params string[] accounts)
    {
        using var pool = Pool([], ["eu-west-1"], new() { OrganizationalUnits = [unit, unit] });

        Assert.Equal(accounts, (await pool.AllAsync(Token)).Select(opening => opening.AccountId));
        Assert.DoesNotContain("ListAccounts", _organization.Asked);
    }

    [Fact]
    public async Task Units_that_lie_in_each_other_in_a_circle_are_read_once()
    {
        _organization.Units[Inner] = [Outer];
        using var pool = Pool([], ["eu-west-1"], new() { OrganizationalUnits = [Outer, Inner] });

        Assert.Equal([Two, Three], (await pool.AllAsync(Token)).Select(opening => opening.AccountId));
        Assert.Equal(_organization.Asked.Distinct(StringComparer.Ordinal), _organization.Asked);
    }

    [Fact]
    public async Task Accounts_that_are_named_stand_beside_units_first_and_once_and_are_no_pattern()
    {
        using var pool = Pool([Four, Three], ["eu-west-1"], new() { OrganizationalUnits = [Outer] });

        var openings = await pool.AllAsync(Token);

        Assert.Equal([(Four, false), (Three, false), (Two, true)], openings.Select(opening => (opening.AccountId!, opening.IsOfPattern)));
        Assert.Empty(pool.LeftOut);
    }

    [Fact]
    public async Task What_is_left_out_is_left_out()
    {
        using var pool = Pool(["*"], ["eu-west-1"], new() { ExcludedAccounts = ["1*", Three] });

        Assert.Equal([Two], (await pool.AllAsync(Token)).Select(opening => opening.AccountId));
    }

    [Fact]
    public async Task A_pattern_that_no_account_fits_is_an_error_in_its_place()
    {
        using var pool = Pool(["2*", "9*"], ["eu-west-1"]);

        var openings = await pool.AllAsync(Token);

        Assert.Equal([Two, "9*"], openings.Select(opening => opening.AccountId));
        Assert.Equal("AccountNotMatched", (await Assert.ThrowsAsync<ConnectionException>(() => openings[1].OpenAsync(Token))).ErrorId);
    }

    [Theory]
    [InlineData("444*", null)]
    [InlineData("2*", "??????????4?")]
    public async Task Where_no_active_account_is_left_that_is_an_error(string accounts, string? leftOut)
    {
        using var pool = Pool([accounts], ["eu-west-1"], new() { ExcludedAccounts = leftOut is null ? [] : [leftOut] });

        Assert.Equal("AccountNotMatched", (await Assert.ThrowsAsync<ConnectionException>(() => pool.AllAsync(Token))).ErrorId);
    }

    [Theory]
    [InlineData(AwsCallFailure.Denied, 1)]
    [InlineData(AwsCallFailure.Throttled, 2)]
    public async Task The_organisation_is_asked_once_unless_it_failed_in_a_way_that_may_pass(AwsCallFailure kind, int asked)
    {
        _organization.Failure = new AwsCallException(kind, "Organizations", "ListAccounts", "Code", "request-1", 400, "no");
        using var pool = Pool(["*"], ["eu-west-1"]);

        await Assert.ThrowsAsync<AwsCallException>(() => pool.AllAsync(Token));
        await Assert.ThrowsAsync<AwsCallException>(() => pool.RouteAsync(Two, "eu-west-1", Token));

        Assert.Equal(asked, _organization.Asked.Count);
    }

    [Fact]
    public async Task A_denial_names_the_right_and_who_may()
    {
        _organization.Failure = new AwsCallException(
            AwsCallFailure.Denied, "Organizations", "ListAccounts", "AccessDeniedException", "request-1", 400, "You don't have permissions to access this resource.");
        using var pool = Pool(["*"], ["eu-west-1"]);

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => pool.AllAsync(Token));

        Assert.Contains("\"organizations:ListAccounts\"", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("management account", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_goes_to_its_account_where_that_is_meant()
    {
        using var pool = Pool(["2*", "1*"], []);

        Assert.Equal(RoleOf(Two), (await pool.RouteAsync(Two, "eu-west-1", Token)).Connection.RoleArn);
        Assert.Null((await pool.RouteAsync(Own, "eu-west-1", Token)).Connection.RoleArn);
        Assert.Equal("AccountNotOpened", (await Assert.ThrowsAsync<ConnectionException>(() => pool.RouteAsync(Three, "eu-west-1", Token))).ErrorId);
    }

    [Fact]
    public async Task An_object_is_copied_to_every_account()
    {
        using var pool = Pool(["*"], []);

        Assert.Equal(
            [$"{Own} eu-west-3", $"{Two} eu-west-3", $"{Three} eu-west-3"],
            (await pool.CopiesOfAsync(Two, "eu-west-3", Token)).Select(opening => $"{opening.AccountId} {opening.Region}"));
    }

    [Theory]
    [InlineData(Two, "us-east-1")]
    [InlineData(Three, "eu-west-1")]
    public async Task An_object_of_what_is_left_out_is_an_error_and_nothing_is_opened(string account, string region)
    {
        using var pool = Pool([], [], new() { ExcludedAccounts = [Three], ExcludedRegions = ["us-*"] });

        Assert.Equal("AddressExcluded", (await Assert.ThrowsAsync<ConnectionException>(() => pool.RouteAsync(account, region, Token))).ErrorId);
        Assert.Empty(_opener.Opened);
    }

    [Fact]
    public async Task A_Region_that_is_only_implied_can_be_left_out_too()
    {
        using var pool = new AccountPool(
            () => _opener, ConnectionPlan.Create(new ConnectionOptions(), [], [], [], new() { ExcludedRegions = ["eu-*"] }), null!, null!);

        Assert.Equal("AddressExcluded", (await Assert.ThrowsAsync<ConnectionException>(() => pool.All()[0].OpenAsync(Token))).ErrorId);
        Assert.True(Assert.Single(_opener.Opened).IsDisposed);
    }

    [Fact]
    public async Task Regions_by_pattern_are_asked_of_each_account_whose_client_is_closed_then()
    {
        using var pool = Pool(["*"], ["*"], new() { ExcludedRegions = ["us-east-?"] });

        var openings = await pool.AllAsync(Token);

        Assert.Equal(6, openings.Count);
        Assert.DoesNotContain("us-east-1", openings.Select(opening => opening.Region));
        Assert.All(openings, opening => Assert.NotNull(opening.AccountName));
        Assert.All(_opener.Opened, account => Assert.True(account.IsDisposed));
    }

    [Fact]
    public async Task What_nobody_uses_any_more_is_closed_and_opened_anew_for_the_next()
    {
        using var pool = Pool([Two], ["eu-west-1"]);
        var opening = pool.All()[0];

        await opening.UseAsync(
            async outer => await opening.UseAsync(
                inner =>
                {
                    Assert.Same(outer, inner);
                    return Task.CompletedTask;
                },
                Token),
            Token);
        Assert.True(Assert.Single(_opener.Opened).IsDisposed);

        await Assert.ThrowsAsync<InvalidOperationException>(() => opening.UseAsync(_ => throw new InvalidOperationException("work"), Token));

        Assert.Equal(2, _opener.Opened.Count);
        Assert.All(_opener.Opened, account => Assert.True(account.IsDisposed));
    }

    [Fact]
    public async Task What_somebody_opened_to_keep_stays_open_until_the_pool_is_closed()
    {
        var pool = Pool([Two], ["eu-west-1"]);
        var opening = pool.All()[0];

        var kept = (StubAccount)await opening.OpenAsync(Token);
        await opening.UseAsync(_ => Task.CompletedTask, Token);
        Assert.False(kept.IsDisposed);

        pool.Dispose();
        Assert.True(kept.IsDisposed);
    }

    [Fact]
    public async Task What_is_wrong_with_the_credentials_behind_the_roles_is_one_failure_for_all_accounts()
    {
        _opener.Opening = _ => Task.FromException(new AwsCallException(AwsCallFailure.Denied, "STS", "AssumeRole", "ExpiredToken", "request-1", 403, "expired"));
        using var pool = Pool([Two, Three], ["eu-west-1", "us-east-1"]);

        var failures = new List<AwsCallException>();
        foreach (var opening in pool.All())
        {
            failures.Add(await Assert.ThrowsAsync<AwsCallException>(() => opening.OpenAsync(Token)));
        }

        Assert.Single(_opener.Asked);
        Assert.Single(failures.Distinct());
    }

    [Fact]
    public async Task A_role_that_is_refused_is_asked_for_once_and_says_nothing_of_another_accounts()
    {
        _opener.Opening = options => options.RoleArn == RoleOf(Two)
            ? Task.FromException(new AwsCallException(AwsCallFailure.Denied, "STS", "AssumeRole", "AccessDenied", "request-1", 403, "no"))
            : Task.CompletedTask;
        using var pool = Pool([Two, Three], ["eu-west-1", "us-east-1"]);

        foreach (var opening in pool.All().Where(opening => opening.AccountId == Two))
        {
            await Assert.ThrowsAsync<AwsCallException>(() => opening.OpenAsync(Token));
        }

        Assert.NotNull(await pool.RouteAsync(Three, "eu-west-1", Token));
        Assert.Equal([RoleOf(Two), RoleOf(Three)], _opener.Asked.Select(options => options.RoleArn));
    }

    private static async Task<List<(string?, string?)>> ConnectionsAsync(params AccountOpening[] openings)
    {
        var connections = new List<(string?, string?)>();
        foreach (var opening in openings)
        {
            connections.Add(await opening.UseAsync(account => Task.FromResult((account.Connection.RoleArn, account.Connection.AccountName)), Token));
        }

        return connections;
    }

    private void Answer(StubOrganization organization) => _opener.Make = (options, accountId) => new StubAccount(options, accountId)
    {
        Organization = organization, Regions = new StubRegions("eu-west-1", "us-east-1", "us-west-2"),
    };

    private AccountPool Pool(string[] accounts, string[] regions, ConnectionScope? scope = null) => new(
        () => _opener, ConnectionPlan.Create(new ConnectionOptions(), ["arn:aws:iam::{AccountId}:role/Audit"], accounts, regions, scope), null!, null!);

    private static string RoleOf(string accountId) => $"arn:aws:iam::{accountId}:role/Audit";

    private sealed class StubRegions(params string[] regions) : IAccountRegions
    {
        public Task<IReadOnlyList<string>> ListEnabledAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(regions);

        public IReadOnlyList<string> ListPartition() => regions;
    }

    private sealed class StubOrganization(params (string Parent, OrganizationAccount Account)[] members) : IOrganization
    {
        private readonly Lock _gate = new();

        public Dictionary<string, string[]> Units { get; } = new(StringComparer.Ordinal);

        public List<string> Asked { get; } = [];

        public AwsCallException? Failure { get; set; }

        public Task<IReadOnlyList<OrganizationAccount>> ListAccountsAsync(CancellationToken cancellationToken) =>
            Answer<OrganizationAccount>("ListAccounts", [.. members.Select(member => member.Account)]);

        public Task<IReadOnlyList<OrganizationAccount>> ListAccountsOfAsync(string parentId, CancellationToken cancellationToken) =>
            Answer<OrganizationAccount>($"ListAccountsForParent {parentId}", [.. members.Where(member => member.Parent == parentId).Select(member => member.Account)]);

        public Task<IReadOnlyList<string>> ListUnitsOfAsync(string parentId, CancellationToken cancellationToken) =>
            Answer<string>($"ListOrganizationalUnitsForParent {parentId}", Units.GetValueOrDefault(parentId) ?? []);

        private Task<IReadOnlyList<T>> Answer<T>(string call, IReadOnlyList<T> answer)
        {
            lock (_gate)
            {
                Asked.Add(call);
            }

            return Failure is null ? Task.FromResult(answer) : Task.FromException<IReadOnlyList<T>>(Failure);
        }
    }
}
