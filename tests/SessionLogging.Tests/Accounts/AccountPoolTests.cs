namespace SessionLogging.Tests.Accounts;

public sealed class AccountPoolTests
{
    private const string Template = "arn:aws:iam::{AccountId}:role/Audit";
    private const string Two = "222233334444";
    private const string Three = "333344445555";

    private readonly StubOpener _opener = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_identity_is_opened_in_every_region_in_the_order_given()
    {
        using var pool = Pool([RoleOf(Two), RoleOf(Three)], ["eu-west-1", "us-east-1"]);

        foreach (var open in pool.All())
        {
            await open.OpenAsync(Token);
        }

        Assert.Equal(
            [(RoleOf(Two), "eu-west-1"), (RoleOf(Two), "us-east-1"), (RoleOf(Three), "eu-west-1"), (RoleOf(Three), "us-east-1")],
            _opener.Asked.Select(options => (options.RoleArn, options.Region)));
    }

    [Fact]
    public async Task An_identity_is_opened_once_in_a_region_whoever_asks()
    {
        using var pool = Pool([RoleOf(Two)], ["eu-west-1"]);

        var first = await pool.All()[0].OpenAsync(Token);
        var second = await pool.RouteAsync(Two, "eu-west-1", Token);
        var third = await pool.RouteAsync(null, null, Token);

        Assert.Same(first, second);
        Assert.Same(first, third);
        Assert.Single(_opener.Asked);
    }

    [Fact]
    public async Task Two_who_ask_at_once_share_one_opening()
    {
        var gate = new TaskCompletionSource();
        _opener.Opening = _ => gate.Task;
        using var pool = Pool([], []);

        var both = new[] { pool.RouteAsync(null, null, Token), pool.RouteAsync(null, null, Token) };
        gate.SetResult();
        await Task.WhenAll(both);

        Assert.Single(_opener.Asked);
    }

    [Fact]
    public async Task Nothing_is_opened_before_somebody_asks()
    {
        using var pool = new AccountPool(() => throw new InvalidOperationException("loaded"), Plan([], []), null!, null!);

        Assert.Single(pool.All());
        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.All()[0].OpenAsync(Token));
    }

    [Fact]
    public async Task An_object_goes_to_its_own_account_and_region_and_no_other_is_opened()
    {
        using var pool = Pool([RoleOf(Two), RoleOf(Three)], ["eu-west-1"]);

        var account = await pool.RouteAsync(Three, "ap-south-1", Token);

        Assert.Equal((RoleOf(Three), "ap-south-1"), (account.Connection.RoleArn, account.Region));
        Assert.Single(_opener.Asked);
    }

    [Fact]
    public async Task An_object_fills_the_role_that_waits_for_an_account_unless_a_role_names_it()
    {
        using var pool = Pool([Template, RoleOf(Two, "Special")], []);

        var special = await pool.RouteAsync(Two, "eu-west-1", Token);
        var filled = await pool.RouteAsync(Three, "eu-west-1", Token);

        Assert.Equal(RoleOf(Two, "Special"), special.Connection.RoleArn);
        Assert.Equal(RoleOf(Three), filled.Connection.RoleArn);
    }

    [Fact]
    public async Task Credentials_without_a_role_are_asked_whose_they_are()
    {
        using var pool = Pool([], ["eu-west-1"]);

        var own = await pool.RouteAsync(StubOpener.OwnAccount, null, Token);
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => pool.RouteAsync(Two, null, Token));

        Assert.Null(own.Connection.RoleArn);
        Assert.Equal("AccountNotOpened", failure.ErrorId);
        Assert.Equal("The object belongs to account 222233334444, and the credentials given belong to 111122223333.", failure.Message);
    }

    [Fact]
    public async Task An_account_of_no_role_is_an_error_without_opening_any()
    {
        using var pool = Pool([RoleOf(Two), RoleOf(Two, "Other")], ["eu-west-1"]);

        var failure = await Assert.ThrowsAsync<ConnectionException>(() => pool.RouteAsync(Three, null, Token));

        Assert.EndsWith("the credentials given belong to 222233334444.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_opener.Asked);
    }

    [Theory]
    [InlineData(new[] { "222233334444", "333344445555" }, new[] { "eu-west-1" }, "AccountId")]
    [InlineData(new[] { "222233334444" }, new[] { "eu-west-1", "us-east-1" }, "Region")]
    public async Task An_object_that_does_not_say_enough_is_an_error(string[] accounts, string[] regions, string missing)
    {
        using var pool = Pool([.. accounts.Select(account => RoleOf(account))], regions);

        var failure = await Assert.ThrowsAsync<ConnectionException>(() => pool.RouteAsync(null, null, Token));

        Assert.Equal("TargetAmbiguous", failure.ErrorId);
        Assert.Equal($"The object has no {missing}, and 2 are given.", failure.Message);
    }

    [Fact]
    public async Task A_role_that_waits_for_an_account_is_never_opened_without_one()
    {
        using var pool = Pool([Template], []);

        Assert.Equal("AccountIdMissing", Assert.Throws<ConnectionException>(pool.All).ErrorId);
        Assert.Equal("AccountIdMissing", (await Assert.ThrowsAsync<ConnectionException>(() => pool.RouteAsync(null, "eu-west-1", Token))).ErrorId);
        Assert.Empty(_opener.Asked);
    }

    [Fact]
    public async Task Copies_go_where_the_plan_says_and_else_where_the_object_is()
    {
        using var toRegions = Pool([], ["us-east-1", "us-west-2"]);
        using var toRole = Pool([RoleOf(Three)], []);

        var regions = await Task.WhenAll(toRegions.CopiesOf(StubOpener.OwnAccount, "eu-west-1").Select(open => open.OpenAsync(Token)));
        var role = await Task.WhenAll(toRole.CopiesOf(Two, "eu-west-1").Select(open => open.OpenAsync(Token)));

        Assert.Equal([(null, "us-east-1"), (null, "us-west-2")], regions.Select(account => (account.Connection.RoleArn, account.Region)));
        Assert.Equal((RoleOf(Three), "eu-west-1"), role.Select(account => (account.Connection.RoleArn, account.Region)).Single());
    }

    [Theory]
    [InlineData(AwsCallFailure.Unreachable, 2)]
    [InlineData(AwsCallFailure.Throttled, 2)]
    [InlineData(AwsCallFailure.Denied, 1)]
    [InlineData(AwsCallFailure.Refused, 1)]
    public async Task A_failure_that_may_pass_is_forgotten_and_one_that_would_come_again_is_not_asked_for_again(AwsCallFailure kind, int asked)
    {
        _opener.Opening = _ => Task.FromException(new AwsCallException(kind, "STS", "AssumeRole", "Code", "request-1", 400, "no"));
        using var pool = Pool([], []);

        for (var time = 0; time < 2; time++)
        {
            await Assert.ThrowsAsync<AwsCallException>(() => pool.RouteAsync(null, null, Token));
        }

        Assert.Equal(asked, _opener.Asked.Count);
    }

    [Fact]
    public async Task Whoever_is_stopped_stops_nobody_who_asks_later()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        using var pool = Pool([], []);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.RouteAsync(null, null, stop.Token));

        Assert.NotNull(await pool.RouteAsync(null, null, Token));
    }

    [Fact]
    public async Task What_was_opened_is_closed_with_the_pool_also_what_opens_later()
    {
        var gate = new TaskCompletionSource();
        var pool = Pool([RoleOf(Two), RoleOf(Three)], ["eu-west-1"]);
        await pool.RouteAsync(Two, null, Token);
        _opener.Opening = _ => gate.Task;
        var late = pool.RouteAsync(Three, null, Token);

        pool.Dispose();
        Assert.True(Assert.Single(_opener.Opened).IsDisposed);
        gate.SetResult();
        await late;

        Assert.All(_opener.Opened, account => Assert.True(account.IsDisposed));
        Assert.Equal(2, _opener.Opened.Count);
    }

    private AccountPool Pool(string[] roles, string[] regions) => new(() => _opener, Plan(roles, regions), null!, null!);

    private static ConnectionPlan Plan(string[] roles, string[] regions) => ConnectionPlan.Create(new ConnectionOptions(), roles, [], regions);

    private static string RoleOf(string accountId, string name = "Audit") => $"arn:aws:iam::{accountId}:role/{name}";
}
