using SessionLogging.Sandbox.Organizations;

namespace SsmSessionLogging.Tests.Module;

/// <summary>One baseline for an organization, and what was agreed to be otherwise in some of its places.</summary>
public sealed class AgreedExceptionTests : ModuleTest, IDisposable
{
    private const string Role = "-RoleArn 'arn:aws:iam::{AccountId}:role/Audit'";
    private const string Header = "AccountId,OrganizationalUnit,Region,IdleSessionTimeout,S3KeyPrefix,AcceptedBy,AcceptedReason,AcceptedUntil";
    private const string Agreed = "jdoe,\"Long builds, at night\",2999-12-31";
    private const string Ran = "maria,Kiosk,2020-01-01";

    private static readonly string One = Organization.IdOf(1);
    private static readonly string Two = Organization.IdOf(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exceptions");

    protected override SandboxOptions Options => new() { Organization = new OrganizationOptions { Accounts = 2 } };

    private string Baseline => Path.Combine(_folder.FullName, "baseline.json");

    private string Exceptions => Path.Combine(_folder.FullName, "exceptions.csv");

    private string Receipts => Path.Combine(_folder.FullName, "receipts.jsonl");

    private string Everywhere => $"Set-SsmLoggingPreference -Path '{Baseline}' -ExceptionPath '{Exceptions}' -SkipTargetCheck -Force {Role} -AccountId {One}, {Two} -Region eu-west-1, us-east-1";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_baseline_is_written_but_for_what_was_agreed_and_compared_likewise()
    {
        File.WriteAllText(Baseline, Documents.ToS3But(("idleSessionTimeout", "15"), ("s3KeyPrefix", "{AccountId}")));
        Write($"{One},,us-*,45,,{Agreed}", $"{Two},,,,\"team/{{Region}}\",{Agreed}", $"*,,*,60,,{Ran}");

        var run = Run($"{Everywhere} -PassThru -ReceiptPath '{Receipts}'").ThrowOnError();
        var there = Run($"$all = Get-SsmLoggingPreference {Role} -AccountId {One}, {Two} -Region eu-west-1, us-east-1; $all").ThrowOnError();

        Assert.Equal(
            [$"{One} eu-west-1 15 {One}", $"{One} us-east-1 45 {One}", $"{Two} eu-west-1 15 team/eu-west-1", $"{Two} us-east-1 15 team/us-east-1"],
            there.Output.Select(row => $"{row.Get("AccountId")} {row.Get("Region")} {row.Get("IdleSessionTimeout")} {row.Get("S3KeyPrefix")}"));
        Assert.Equal(
            ["", "IdleSessionTimeout '45', accepted by jdoe until 3000-01-01 00:00:00Z (Long builds, at night)", "S3KeyPrefix 'team/eu-west-1', accepted by jdoe until 3000-01-01 00:00:00Z (Long builds, at night)", "S3KeyPrefix 'team/us-east-1', accepted by jdoe until 3000-01-01 00:00:00Z (Long builds, at night)"],
            run.Output.Select(row => string.Join(", ", ((IEnumerable<object>)row.Get("Exceptions")!).Select(each => each.ToString()))));
        Assert.Contains("\"Exceptions\":[{\"Setting\":\"IdleSessionTimeout\",\"Value\":\"45\",\"AcceptedBy\":\"jdoe\"", File.ReadAllText(Receipts), StringComparison.Ordinal);
        Assert.StartsWith($"ExceptionExpired: '{Exceptions}', row 3 (*, *: IdleSessionTimeout): accepted by maria until 2020-01-02 00:00:00Z (Kiosk), which has run out", Assert.Single(run.Warnings, warning => warning.StartsWith("ExceptionExpired", StringComparison.Ordinal)), StringComparison.Ordinal);

        var compared = Run($"$all | Compare-SsmLoggingPreference -ReferencePath '{Baseline}' -ExceptionPath '{Exceptions}' -Verbose").ThrowOnError();
        Assert.Empty(compared.Output);
        Assert.Contains($"As agreed in {One} us-east-1: IdleSessionTimeout '45', accepted by jdoe until 3000-01-01 00:00:00Z (Long builds, at night)", compared.Verbose);
        Assert.Equal(
            [$"{One} us-east-1 IdleSessionTimeout", $"{Two} eu-west-1 S3KeyPrefix", $"{Two} us-east-1 S3KeyPrefix"],
            Run($"$all | Compare-SsmLoggingPreference -ReferencePath '{Baseline}'").ThrowOnError().Output.Select(row => $"{row.Get("AccountId")} {row.Get("Region")} {row.Get("Setting")}"));

        Write($"{One},,us-*,50,,{Agreed}");
        var row = Run($"$all | Where-Object AccountId -eq {One} | Compare-SsmLoggingPreference -ReferencePath '{Baseline}' -ExceptionPath '{Exceptions}'").Single;
        Assert.Equal(("us-east-1", "50", "45", "jdoe"), (row.Text("Region"), row.Text("Reference"), row.Text("Difference"), row.Text("AcceptedBy")));
    }

    [Fact]
    public void Units_are_asked_for_their_accounts_once_and_by_the_credentials_themselves()
    {
        File.WriteAllText(Baseline, Documents.ToS3);
        Write($",ou-5box-workload,us-east-1,45,,{Agreed}");

        Run(Everywhere).ThrowOnError();
        var listings = Sandbox.Calls.Count("ListAccountsForParent");
        var there = Run($"$all = Get-SsmLoggingPreference {Role} -AccountId {One}, {Two} -Region eu-west-1, us-east-1; $all").ThrowOnError();

        Assert.Equal(["", "45", "", "45"], there.Texts("IdleSessionTimeout").Select(text => text == "20" ? "" : text));
        Assert.Empty(Run($"$all | Compare-SsmLoggingPreference -ReferencePath '{Baseline}' -ExceptionPath '{Exceptions}'").ThrowOnError().Output);
        Assert.Equal(2 * listings, Sandbox.Calls.Count("ListAccountsForParent"));
        Assert.DoesNotContain(Sandbox.Calls.All, call => call.Operation == "ListAccountsForParent" && call.Caller?.Contains("assumed-role", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void What_would_be_shown_says_who_has_accepted_it_and_settings_that_are_not_written_stay()
    {
        Put(Documents.ToS3);
        Write($"111122223333,,,45,other,{Agreed}");

        var run = Run($"Set-SsmLoggingPreference -IdleSessionTimeout 15 -ExceptionPath '{Exceptions}' -WhatIf").ThrowOnError();
        Run($"Set-SsmLoggingPreference -IdleSessionTimeout 15 -ExceptionPath '{Exceptions}'").ThrowOnError();

        Assert.Contains("IdleSessionTimeout: 20 -> 45", run.Screen, StringComparison.Ordinal);
        Assert.Contains("Exception: IdleSessionTimeout '45', accepted by jdoe until 3000-01-01 00:00:00Z (Long builds, at night)", run.Screen, StringComparison.Ordinal);
        Assert.Equal(("45", "sessions"), (Run("Get-SsmLoggingPreference").Single.Text("IdleSessionTimeout"), Run("Get-SsmLoggingPreference").Single.Text("S3KeyPrefix")));
    }

    [Fact]
    public void Going_on_looks_again_where_something_else_was_agreed_meanwhile_and_nowhere_else()
    {
        File.WriteAllText(Baseline, Documents.ToS3);
        Write($"{One},,us-*,45,,{Agreed}");
        Run($"{Everywhere} -ReceiptPath '{Receipts}'").ThrowOnError();
        Write($"{One},,us-*,45,,{Agreed}", $"{Two},,us-*,30,,{Agreed}");

        var run = Run($"{Everywhere} -ResumeFrom '{Receipts}' -PassThru").ThrowOnError();

        Assert.Equal([$"{Two} us-east-1 Changed"], run.Output.Select(row => $"{row.Get("AccountId")} {row.Get("Region")} {row.Get("Result")}"));
        Assert.Empty(Run($"{Everywhere} -ResumeFrom '{Receipts}' -PassThru").ThrowOnError().Output);
    }

    [Theory]
    [InlineData("AccountId,IdleTimeout,AcceptedBy,AcceptedReason,AcceptedUntil\n*,45," + Agreed, "ExceptionColumnUnknown")]
    [InlineData(Header + "\n*,,,45\n", "ExceptionsNotReadable")]
    [InlineData(Header + "\n*,,,45,,jdoe,,2999-12-31\n", "ExceptionsNotReadable")]
    [InlineData(Header + "\n*,,,45,," + Agreed + "\n*,,eu-*,50,," + Agreed, "ExceptionsDisagree")]
    [InlineData(Header + "\n*,,,95,," + Agreed, "IdleSessionTimeoutRange")]
    [InlineData(null, "FileFailed")]
    public void What_is_no_agreement_is_an_error_before_any_call(string? text, string errorId)
    {
        File.WriteAllText(Baseline, Documents.ToS3);
        if (text is not null)
        {
            File.WriteAllText(Exceptions, text);
        }

        Assert.Equal(errorId, Run(Everywhere).ErrorId);
        Assert.Equal(errorId, Run($"[pscustomobject]@{{ AccountId = '{One}'; Region = 'eu-west-1'; Exists = $true; Document = $args[0]; S3BucketName = 'a' }} | Compare-SsmLoggingPreference -ReferencePath '{Baseline}' -ExceptionPath '{Exceptions}'", Documents.ToS3).ErrorId);
        Assert.Empty(Sandbox.Calls.All);
    }

    private void Write(params string[] rows) => File.WriteAllLines(Exceptions, [Header, .. rows]);
}
