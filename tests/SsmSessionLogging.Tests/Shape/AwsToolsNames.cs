namespace SsmSessionLogging.Tests.Shape;

/// <summary>The names that AWS Tools for PowerShell has for Systems Manager: those of one release, and those that follow from the SDK's operations.</summary>
internal static class AwsToolsNames
{
    /// <summary>The verb in an operation's name, and the one that AWS Tools has for it; the others stay.</summary>
    private static readonly Dictionary<string, string> Verbs = new(StringComparer.Ordinal)
    {
        ["Describe"] = "Get",
        ["List"] = "Get",
        ["Create"] = "New",
        ["Delete"] = "Remove",
        ["Put"] = "Write",
        ["Modify"] = "Edit",
        ["Cancel"] = "Stop",
        ["Terminate"] = "Stop",
        ["Deregister"] = "Unregister",
        ["Validate"] = "Test",
    };

    /// <summary>What AWS.Tools.SimpleSystemsManagement exported in version 4, aliases included.</summary>
    public static IReadOnlyList<string> Released { get; } =
        File.ReadAllLines(Repository.PathOf("tests", "SsmSessionLogging.Tests", "corpus", "aws-tools-names.txt"));

    /// <summary>Of each operation of the SDK that the module ships with, every name that AWS Tools may have for it by its rules.</summary>
    public static IReadOnlySet<string> OfOperations { get; } = Operations().SelectMany(Names).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static List<string> Operations()
    {
        const string suffix = "Async";
        var edition = new ShippedEdition(PSEdition.Core);
        using var context = edition.Open();
        return
        [
            .. context.LoadFromAssemblyPath(Path.Combine(edition.Folder, "lib", "AWSSDK.SimpleSystemsManagement.dll"))
                .GetType("Amazon.SimpleSystemsManagement.IAmazonSimpleSystemsManagement", throwOnError: true)!.GetMethods()
                .Select(method => method.Name)
                .Where(name => name.EndsWith(suffix, StringComparison.Ordinal))
                .Select(name => name[..^suffix.Length]),
        ];
    }

    private static IEnumerable<string> Names(string operation)
    {
        var verb = operation[..(1 + operation.Skip(1).TakeWhile(char.IsLower).Count())];
        return from noun in Singulars(operation[verb.Length..])
               from ending in new[] { "", "List" }
               select $"{Verbs.GetValueOrDefault(verb, verb)}-SSM{noun}{ending}";
    }

    /// <summary>The noun, and what may be its singular.</summary>
    private static IEnumerable<string> Singulars(string noun)
    {
        yield return noun;
        if (noun.EndsWith('s'))
        {
            yield return noun[..^1];
        }

        if (noun.EndsWith("es", StringComparison.Ordinal))
        {
            yield return noun[..^2];
        }

        if (noun.EndsWith("ies", StringComparison.Ordinal))
        {
            yield return noun[..^3] + "y";
        }
    }
}
