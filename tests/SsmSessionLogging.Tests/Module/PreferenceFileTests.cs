using SessionLogging.Sandbox.Ssm;

namespace SsmSessionLogging.Tests.Module;

/// <summary>Preferences as files, for version control.</summary>
public sealed class PreferenceFileTests : ModuleTest, IDisposable
{
    private const string IrelandFile = "111122223333_eu-west-1_SSM-SessionManagerRunShell.json";
    private const string VirginiaFile = "111122223333_us-east-1_SSM-SessionManagerRunShell.json";

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("preferences").FullName, "exported");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void WhatIf_names_the_files_and_writes_none()
    {
        Put(Documents.ToS3);

        var run = Run("Export-SsmLoggingPreference -Path $args[0] -PassThru -WhatIf", _folder).ThrowOnError();

        Assert.Empty(run.Output);
        Assert.Contains("111122223333_eu-west-1_SSM-SessionManagerRunShell.json", run.Screen);
        Assert.False(Directory.Exists(_folder));
    }

    [Fact]
    public void Files_and_objects_together_are_refused_before_anything_is_asked()
    {
        var run = Run("[pscustomobject]@{ Region = 'eu-west-1' } | Set-SsmLoggingPreference -Path $args[0]", _folder);

        Assert.Equal("SourceAmbiguous", run.ErrorId);
        Assert.Empty(Sandbox.Calls.All);
    }

    [Fact]
    public void Each_document_is_a_file_byte_for_byte()
    {
        Put(Documents.ToS3);
        Put(Documents.Streaming, SandboxAccounts.Virginia);

        Assert.Empty(Run("Export-SsmLoggingPreference $args[0] -Region eu-west-1, us-east-1", _folder).ThrowOnError().Output);

        Assert.Equal([IrelandFile, VirginiaFile], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Documents.ToS3, File.ReadAllText(Path.Combine(_folder, IrelandFile)));
        Assert.Equal(Documents.Streaming, File.ReadAllText(Path.Combine(_folder, VirginiaFile)));
    }

    [Fact]
    public void PassThru_gives_the_files_and_a_second_export_replaces_them()
    {
        Put(Documents.ToS3);
        Run("Export-SsmLoggingPreference -Path $args[0]", _folder).ThrowOnError();
        Put(Documents.Streaming);

        var file = Assert.IsType<FileInfo>(Run("Export-SsmLoggingPreference -Path $args[0] -PassThru", _folder).Single.BaseObject);

        Assert.Equal(IrelandFile, file.Name);
        Assert.Equal(Documents.Streaming, File.ReadAllText(file.FullName));
    }

    [Fact]
    public void A_file_is_its_owners_a_link_is_followed_and_what_is_no_file_is_refused_by_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes, and to make links takes a right.");
        Put(Documents.ToS3);
        var (path, other) = (Path.Combine(_folder, IrelandFile), Path.Combine(_folder, "other.json"));
        Run("Export-SsmLoggingPreference -Path $args[0]", _folder).ThrowOnError();
#pragma warning disable CA1416 // Skipped on Windows.
        var mode = File.GetUnixFileMode(path);
#pragma warning restore CA1416
        File.Move(path, other);
        File.CreateSymbolicLink(path, "other.json");
        Put(Documents.Streaming);
        Run("Export-SsmLoggingPreference -Path $args[0]", _folder).ThrowOnError();
        var linked = new FileInfo(path).LinkTarget;
        File.Delete(path);
        File.CreateSymbolicLink(path, "/dev/null");

        var run = Run("Export-SsmLoggingPreference -Path $args[0]", _folder);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        Assert.Equal("other.json", linked);
        Assert.Equal(Documents.Streaming, File.ReadAllText(other));
        Assert.Equal("NotARegularFile", run.ErrorId);
        Assert.Equal(path, run.Error.TargetObject);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void Piped_preferences_are_written_as_they_are_without_asking_anybody()
    {
        Put(Documents.ToS3);
        Put(Documents.Streaming);
        var first = Run("Get-SsmLoggingPreference -DocumentVersion 1").Single;
        Sandbox.Calls.Clear();

        Run("$args[0] | Export-SsmLoggingPreference -Path $args[1]", first, _folder).ThrowOnError();

        Assert.Equal(Documents.ToS3, File.ReadAllText(Path.Combine(_folder, IrelandFile)));
        Assert.Empty(Operations);
    }

    [Fact]
    public void One_Region_that_fails_or_has_no_document_does_not_keep_the_others_from_being_written()
    {
        Put(Documents.ToS3);
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Region = "us-east-1", Service = "SSM" });

        var run = Run("Export-SsmLoggingPreference -Path $args[0] -Region us-east-1, eu-west-3, eu-west-1", _folder);

        Assert.Equal(["AccessDenied", "SourcePreferenceMissing"], run.Errors.Select(error => error.Id()));
        Assert.Equal([IrelandFile], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void The_files_go_back_to_the_accounts_that_they_name()
    {
        Put(Documents.ToS3);
        Put(Documents.Streaming, SandboxAccounts.Virginia);
        Run("Export-SsmLoggingPreference -Path $args[0] -Region eu-west-1, us-east-1", _folder).ThrowOnError();
        Run("Set-SsmLoggingPreference -IdleSessionTimeout 45 -Region eu-west-1, us-east-1 -SkipTargetCheck").ThrowOnError();

        var run = Run("Set-SsmLoggingPreference -Path \"$($args[0])/*.json\" -SkipTargetCheck -PassThru", _folder).ThrowOnError();

        Assert.Equal(["eu-west-1 Changed", "us-east-1 Changed"], run.Output.Select(item => $"{item.Get("Region")} {item.Get("Result")}"));
        Assert.All(Run("Get-SsmLoggingPreference -Region eu-west-1, us-east-1").Output, item => Assert.Equal(20, item.Get("IdleSessionTimeout")));
    }

    [Fact]
    public void A_file_of_another_account_needs_its_credentials()
    {
        Write("444455556666_eu-west-1_SSM-SessionManagerRunShell.json", Documents.ToS3But(("s3BucketName", "")));

        Assert.Equal("AccountNotOpened", Run("Set-SsmLoggingPreference -Path \"$($args[0])/*\"", _folder).ErrorId);
        Run("Set-SsmLoggingPreference -Path \"$($args[0])/*\" -RoleArn 'arn:aws:iam::{AccountId}:role/SessionLogging'", _folder).ThrowOnError();

        Assert.NotNull(Sandbox.Account("444455556666").Region("eu-west-1").Documents.Find(Preferences));
    }

    [Theory]
    [InlineData("-Path")]
    [InlineData("-LiteralPath")]
    public void A_file_of_any_name_goes_where_the_command_says(string parameter)
    {
        var file = Write("baseline.json", Documents.ToS3But(("s3KeyPrefix", "from-file")));

        Run($"Set-SsmLoggingPreference {parameter} $args[0] -Region us-east-1 -SkipTargetCheck -IdleSessionTimeout 7", file).ThrowOnError();

        var preference = Run("Get-SsmLoggingPreference -Region us-east-1").Single;
        Assert.Equal(("from-file", (object)7), (preference.Text("S3KeyPrefix"), preference.Get("IdleSessionTimeout")));
    }

    [Fact]
    public void LiteralPath_takes_brackets_as_they_are()
    {
        var file = Write("[a].json", Documents.ToS3);

        Assert.Equal("Changed", Run("Set-SsmLoggingPreference -LiteralPath $args[0] -PassThru", file).Single.Text("Result"));
        Assert.Equal("FileNotFound", Run("Set-SsmLoggingPreference -Path $args[0]", file).ErrorId);
    }

    [Theory]
    [InlineData("missing.json", "FileNotFound", ErrorCategory.InvalidArgument)]
    [InlineData("*.none", "FileNotFound", ErrorCategory.InvalidArgument)]
    [InlineData("broken.json", "DocumentNotJson", ErrorCategory.InvalidData)]
    public void A_path_that_gives_no_document_is_an_error_before_any_call(string name, string errorId, ErrorCategory category)
    {
        Write("broken.json", "{");

        var error = Run("Set-SsmLoggingPreference -Path \"$($args[0])/$($args[1])\"", _folder, name).Error;

        Assert.Equal((errorId, category), (error.Id(), error.CategoryInfo.Category));
        Assert.Empty(Operations);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error()
    {
        Put(Documents.ToS3);
        var file = Write("taken", "");

        Assert.Equal("FileFailed", Run("Export-SsmLoggingPreference -Path $args[0]", file).ErrorId);
    }

    private string Write(string name, string content)
    {
        var file = Path.Combine(Directory.CreateDirectory(_folder).FullName, name);
        File.WriteAllText(file, content);
        return file;
    }
}
