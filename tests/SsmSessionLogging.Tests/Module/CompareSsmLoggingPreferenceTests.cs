namespace SsmSessionLogging.Tests.Module;

public sealed class CompareSsmLoggingPreferenceTests : ModuleTest
{
    [Fact]
    public void Each_deviation_is_an_object()
    {
        Put(Documents.ToS3);
        Put(Documents.ToS3But(("s3KeyPrefix", "other"), ("s3EncryptionEnabled", false)), SandboxAccounts.Virginia);

        var run = Run("Compare-SsmLoggingPreference (Get-SsmLoggingPreference) (Get-SsmLoggingPreference -Region us-east-1)").ThrowOnError();

        Assert.Equal(
            ["AccountId", "Region", "DocumentName", "Setting", "Reference", "Difference", "AccountName", "AcceptedBy", "AcceptedReason", "AcceptedUntil"], run.Output[0].Properties.Select(property => property.Name));
        Assert.Equal(
            [("us-east-1", "S3KeyPrefix", (object?)"sessions", (object?)"other"), ("us-east-1", "S3EncryptionEnabled", true, false)],
            run.Output.Select(item => (item.Text("Region")!, item.Text("Setting")!, item.Get("Reference"), item.Get("Difference"))));
    }

    [Theory]
    [InlineData("s3EncryptionEnabled", "true")]
    [InlineData("s3EncryptionEnabled", "T")]
    [InlineData("idleSessionTimeout", 20)]
    [InlineData("kmsKeyId", null)]
    public void Meaning_is_compared_and_not_spelling(string key, object? value)
    {
        Put(Documents.ToS3);
        Put(Documents.ToS3But((key, value is null ? null : System.Text.Json.Nodes.JsonValue.Create(value))), SandboxAccounts.Virginia);

        Assert.Empty(Run("Get-SsmLoggingPreference -Region us-east-1 | Compare-SsmLoggingPreference (Get-SsmLoggingPreference)").ThrowOnError().Output);
    }

    [Fact]
    public void Several_are_compared_with_one()
    {
        Put(Documents.ToS3);

        var deviating = Run("Get-SsmLoggingPreference -Region eu-west-1, us-east-1, eu-west-3 | Compare-SsmLoggingPreference -ReferenceObject (Get-SsmLoggingPreference)")
            .ThrowOnError().Texts("Region").Distinct();

        Assert.Equal(["us-east-1", "eu-west-3"], deviating);
    }

    [Fact]
    public void A_list_is_given_by_name_too()
    {
        Put(Documents.ToS3);

        var run = Run("$all = Get-SsmLoggingPreference -Region eu-west-1, us-east-1; Compare-SsmLoggingPreference -ReferenceObject $all[0] -DifferenceObject $all");

        Assert.Equal(["us-east-1"], run.ThrowOnError().Texts("Region").Distinct());
    }

    [Fact]
    public void The_reference_may_be_a_file()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Documents.ToS3);
        Put(Documents.ToS3But(("idleSessionTimeout", "45")));

        var deviation = Run("Get-SsmLoggingPreference | Compare-SsmLoggingPreference -ReferencePath $args[0]", file).Single;

        Assert.Equal(("IdleSessionTimeout", (object?)20, (object?)45), (deviation.Text("Setting")!, deviation.Get("Reference"), deviation.Get("Difference")));
        File.Delete(file);
    }

    [Theory]
    [InlineData("-ReferencePath /no/such/file", "FileNotFound")]
    [InlineData("-ReferencePath /", "FileFailed")]
    [InlineData("-ReferenceObject (Get-SsmLoggingPreference -Region eu-west-1, us-east-1)", "OneReferenceExpected")]
    [InlineData("-ReferenceObject ([pscustomobject]@{ Region = 'eu-west-1' })", "PreferencesExpected")]
    public void What_is_no_reference_is_an_error(string arguments, string errorId) =>
        Assert.Equal(errorId, Run($"Get-SsmLoggingPreference | Compare-SsmLoggingPreference {arguments}").ErrorId);
}
