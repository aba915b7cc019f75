using SessionLogging.Accounts;
using SessionLogging.Sandbox.Logs;

namespace SessionLogging.Aws.Tests.Ports;

public sealed class LogGroupPortTests : AccountTest
{
    private LogGroupStore Groups => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).LogGroups;

    [Fact]
    public async Task A_group_is_known_with_its_key_and_retention()
    {
        using var account = await OpenAsync();

        var encrypted = await account.LogGroups.LookAsync(Seeds.EncryptedLogGroup, Cancel);
        var plain = await account.LogGroups.LookAsync(Seeds.PlainLogGroup, Cancel);

        Assert.Equal(new LogGroupFacts(Seeds.EncryptedLogGroup, Seeds.KeyArn, RetentionInDays: null), encrypted.Facts);
        Assert.Equal(new LogGroupFacts(Seeds.PlainLogGroup, KmsKeyId: null, RetentionInDays: 30), plain.Facts);
    }

    [Fact]
    public async Task A_group_is_known_with_its_class_its_protection_and_what_masks_it()
    {
        Groups.Find(Seeds.PlainLogGroup)!.IsDeletionProtected = true;
        using var account = await OpenAsync();

        Assert.Equal(
            ("STANDARD", true, false),
            (await account.LogGroups.LookAsync(Seeds.PlainLogGroup, Cancel)).Facts is var facts ? (facts.Class, facts.IsDeletionProtected, facts.IsMasked) : default);
    }

    [Fact]
    public async Task A_group_is_missing_where_only_the_beginning_of_others_has_its_name()
    {
        Groups.Add("/app/sessions-old");
        using var account = await OpenAsync();

        Assert.Equal(LookupState.Missing, (await account.LogGroups.LookAsync("/app/sessions", Cancel)).State);
    }

    [Fact]
    public async Task A_group_is_found_behind_a_page_of_others()
    {
        for (var i = 0; i < 50; i++)
        {
            Groups.Add($"/app/sessions-{i}");
        }

        Groups.Add("/app/sessions~".TrimEnd('~'));
        using var account = await OpenAsync();

        Assert.Equal(LookupState.Known, (await account.LogGroups.LookAsync("/app/sessions", Cancel)).State);
        Assert.Equal([50, 1], (await account.LogGroups.ListAsync("/app/", Cancel).AllAsync()).Select(page => page.Count));
        Assert.Equal(53, (await account.LogGroups.ListAsync("", Cancel).AllAsync()).Sum(page => page.Count));
    }

    [Fact]
    public async Task A_look_that_failed_is_not_a_group_that_is_missing()
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Operation = "DescribeLogGroups", Code = "InvalidParameterException", Status = 400 });
        using var account = await OpenAsync();

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.LogGroups.LookAsync(Seeds.PlainLogGroup, Cancel));

        Assert.Equal(AwsCallFailure.Refused, failure.Kind);
    }
}
