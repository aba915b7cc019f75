namespace SsmSessionLogging.Tests.Module;

/// <summary>Whatever is wrong with a file that was named, the error names the file: to people in its message, to scripts as its object.</summary>
public sealed class FileErrorTests : ModuleTest, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("files");

    /// <summary>A command, what its file holds (none: it is not there; a folder: it is one), and the line that the message names.</summary>
    public static TheoryData<string, string?, int?> Cases => new()
    {
        { "Set-SsmLoggingPreference -Path $File", null, null },
        { "Set-SsmLoggingPreference -LiteralPath $File", null, null },
        { "Set-SsmLoggingPreference -Path $File", "{", 1 },
        { "Set-SsmLoggingPreference -Path $File", "{}", null },
        { "Set-SsmLoggingPreference -Path $File", "{\n\"a\": x}", 2 },
        { "Set-SsmLoggingPreference -Path $File", "folder", null },
        { "Get-SsmLoggingPreference | Compare-SsmLoggingPreference -ReferencePath $File", null, null },
        { "Get-SsmLoggingPreference | Compare-SsmLoggingPreference -ReferencePath $File", "[", 1 },
        { "Get-SsmSessionReport -Path $File", null, null },
        { "Get-SsmSessionReport -Path $File", "x", 1 },
        { "Get-SsmSessionReport -Path $File", "{\"Region\":\"r\",\"SessionId\":\"s\"}\n\n{}", 3 },
        { "Get-SsmSessionReport -Path $File", "folder", null },
        { "New-Session | Export-SsmSessionReport $File/a.csv", null, null },
        { "New-Session | Export-SsmSessionReport $File -Format JsonLines", "x", null },
        { "New-Session | Export-SsmSessionReport $File -Format JsonLines -Append", "x", 1 },
        { "New-Session | Export-SsmSessionReport $File -Format Csv -Append", "a,b", null },
        { "New-Session | Export-SsmSessionReport $File -Format Html -Force", "folder", null },
        { "New-Session | Export-SsmSessionReport $File", "x", null },
        { "Export-SsmLoggingPreference -Path $File", "x", null },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_error_names_the_file(string command, string? content, int? line)
    {
        Put(Documents.ToS3);
        var file = Path.Combine(_folder.FullName, "given.txt");
        if (content == "folder")
        {
            Directory.CreateDirectory(file);
        }
        else if (content is not null)
        {
            File.WriteAllText(file, content);
        }

        var run = Run(
            "param($File) function New-Session { [pscustomobject]@{ Region = 'eu-west-1'; SessionId = 's1' } }\n" + command, file);

        var error = Assert.Single(run.Errors);
        Assert.StartsWith(file, Assert.IsType<string>(error.TargetObject), StringComparison.Ordinal);
        Assert.Contains(file, error.Message(), StringComparison.Ordinal);
        if (line is { } number)
        {
            Assert.Contains($"line {number}", error.Message(), StringComparison.OrdinalIgnoreCase);
        }
    }
}
