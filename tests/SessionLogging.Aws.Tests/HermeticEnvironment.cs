using System.Runtime.CompilerServices;

namespace SessionLogging.Aws.Tests;

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
