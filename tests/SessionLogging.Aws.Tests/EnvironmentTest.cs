using System.Runtime.CompilerServices;

namespace SessionLogging.Aws.Tests;

/// <summary>What these tests do to the environment is seen by the whole process, so they run one by one and beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentTests
{
    public const string Name = "Environment";
}

/// <summary>A test that sets variables and profile files, and leaves none behind.</summary>
[Collection(EnvironmentTests.Name)]
public abstract class EnvironmentTest : AccountTest
{
    private readonly Dictionary<string, string?> _before = new(StringComparer.Ordinal);

    private protected void Set(string variable, string value)
    {
        _before.TryAdd(variable, Environment.GetEnvironmentVariable(variable));
        Environment.SetEnvironmentVariable(variable, value);
    }

    private protected static void WriteCredentials(string content) => File.WriteAllText(HermeticEnvironment.CredentialsFile, content);

    private protected static void WriteConfig(string content) => File.WriteAllText(HermeticEnvironment.ConfigFile, content);

    protected override void Clean()
    {
        foreach (var (variable, value) in _before)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }

        HermeticEnvironment.EmptyFiles();
    }
}

/// <summary>Nothing of the machine's own AWS settings reaches a test: no variables, no files, no instance metadata.</summary>
internal static class HermeticEnvironment
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), $"session-logging-tests-{Environment.ProcessId}");

    /// <summary>The file that stands for <c>~/.aws/credentials</c>, empty unless a test writes it. The SDK asks once in a process where it is.</summary>
    public static string CredentialsFile { get; } = Path.Combine(Folder, "credentials");

    /// <summary>The file that stands for <c>~/.aws/config</c>.</summary>
    public static string ConfigFile { get; } = Path.Combine(Folder, "config");

    [ModuleInitializer]
    internal static void Enter()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)))
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        Directory.CreateDirectory(Folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
        EmptyFiles();
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", CredentialsFile);
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", ConfigFile);
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
    }

    /// <summary>Takes back what a test wrote.</summary>
    public static void EmptyFiles()
    {
        File.WriteAllText(CredentialsFile, "");
        File.WriteAllText(ConfigFile, "");
    }
}
