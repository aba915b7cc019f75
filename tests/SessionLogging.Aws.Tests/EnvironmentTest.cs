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
