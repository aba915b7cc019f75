namespace SsmSessionLogging.Tests.Shape;

/// <summary>
/// The Required and the Strongly Encouraged Development Guidelines of PowerShell, as far as metadata shows them
/// (learn.microsoft.com/powershell/scripting/developer/cmdlet). What is exported is judged.
/// </summary>
public sealed partial class GuidelineTests
{
    /// <summary>PowerShell's own parameters, and names that it keeps for itself (RD03).</summary>
    private static readonly string[] Reserved = [.. Cmdlet.CommonParameters, .. Cmdlet.OptionalCommonParameters, "SelectProperty", "SelectObject", "UseTransaction"];

    /// <summary>Names whose type is a standard (SD03).</summary>
    private static readonly (string Name, Type Type)[] Standard =
    [
        ("Append", typeof(SwitchParameter)), ("Force", typeof(SwitchParameter)), ("PassThru", typeof(SwitchParameter)), ("Path", typeof(string[])),
        ("LiteralPath", typeof(string[])), ("Name", typeof(string[])), ("Region", typeof(string[])), ("AccountId", typeof(string[])),
    ];

    /// <summary>Where one is made or written, one name is given.</summary>
    private static readonly string[] OfOne = ["Export-SsmLoggingPreference -Path", "Export-SsmSessionReport -Path", "Register-SsmSessionAction -Name"];

    /// <summary>Things that several commands take, and what else they have been or could be called.</summary>
    private static readonly (string Name, string[] Others)[] OneName =
    [
        ("DocumentName", ["OnDocument", "SessionDocument", "Document"]), ("Target", ["SessionTarget", "Node", "NodeId", "TargetId"]),
        ("LiteralPath", ["FullName", "FilePath"]), ("Region", ["Regions", "RegionName"]), ("AccountId", ["Account", "AccountIds"]),
        ("TimeZone", ["Zone", "TimeZoneId"]), ("SessionId", ["Session", "Id"]), ("BucketName", ["Bucket", "S3BucketName"]),
        ("LogGroupName", ["LogGroup", "CloudWatchLogGroupName"]), ("KmsKeyId", ["KmsKey", "KeyId"]),
    ];

    public static TheoryData<string> Names => [.. BuiltModule.Commands.Select(command => command.Name)];

    /// <summary>RD01, RD02, SD01, SD02.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_is_an_approved_verb_and_a_noun_in_pascal_case_and_so_is_the_class(string name)
    {
        var command = Command(name);

        Assert.Multiple(
            () => Assert.Contains(command.Verb, ApprovedVerbs),
            () => Assert.Matches(PascalCase(), command.Noun),
            () => Assert.Equal($"{command.Verb}{command.Noun}Command", command.ImplementingType.Name));
    }

    /// <summary>RD04: what changes something can be rehearsed, and gives what it changed where that is asked for. A test is asked for its findings, and a save for the hash that is to be kept elsewhere.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void What_changes_something_supports_ShouldProcess_and_PassThru(string name)
    {
        var command = Command(name);
        var cmdlet = command.ImplementingType.GetCustomAttribute<CmdletAttribute>()!;
        var changes = BuiltModule.Changes(command);

        Assert.Equal(changes, cmdlet.SupportsShouldProcess);
        Assert.True(!changes || command.Verb is "Test" or "Save" || command.Parameters.ContainsKey("PassThru"), "PassThru");
    }

    /// <summary>RD06, RC04.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_types_that_come_out_are_declared(string name)
    {
        var outputs = Command(name).ImplementingType.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).ToList();

        Assert.NotEmpty(outputs);
        Assert.DoesNotContain(outputs, output => output.Type is null || output.Type == typeof(object) || output.Type == typeof(PSObject));
    }

    /// <summary>
    /// RD03, SD03: names, types, singular also where several are taken, and no switch that needs a value. A flag of three states is
    /// a setting that can be left as it is.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_have_names_and_types_of_the_standard(string name) => Assert.All(Command(name).OwnParameters(), parameter => Assert.Multiple(
        () => Assert.Matches(PascalCase(), parameter.Name),
        () => Assert.DoesNotContain(parameter.Name, Reserved, StringComparer.OrdinalIgnoreCase),
        () => Assert.Empty(parameter.Aliases.Intersect(Reserved, StringComparer.OrdinalIgnoreCase)),
        () => Assert.False(parameter.ParameterType.IsArray && Plural().IsMatch(parameter.Name), parameter.Name),
        () => Assert.NotEqual(typeof(bool), parameter.ParameterType),
        () => Assert.All(
            Standard.Where(standard => standard.Name == parameter.Name && !OfOne.Contains($"{name} -{parameter.Name}")),
            standard => Assert.Equal(standard.Type, parameter.ParameterType))));

    /// <summary>What is one thing has one name wherever it is given, and the names that it had before are aliases.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void One_thing_has_one_name(string name) => Assert.All(Command(name).OwnParameters(), parameter => Assert.All(
        OneName.Where(thing => thing.Others.Append(thing.Name).Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)),
        thing => Assert.Equal(thing.Name, parameter.Name)));

    /// <summary>SC01: each set can be told from the others, at most four positions, and one parameter that takes an object.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Parameter_sets_can_be_told_apart(string name)
    {
        var command = Command(name);
        var cmdlet = command.ImplementingType.GetCustomAttribute<CmdletAttribute>()!;

        Assert.True(command.ParameterSets.Count == 1 || command.ParameterSets.Any(set => set.Name == cmdlet.DefaultParameterSetName), "no default set");
        Assert.All(command.ParameterSets, set =>
        {
            var positions = set.Parameters.Where(parameter => parameter.Position >= 0).Select(parameter => parameter.Position).Order().ToList();
            Assert.InRange(positions.Count, 0, 4);
            Assert.Distinct(positions);
            Assert.InRange(set.Parameters.Count(parameter => parameter.ValueFromPipeline), 0, 1);
            Assert.True(set.IsDefault || command.ParameterSets.Count == 1 || set.Parameters.Any(parameter => parameter.IsMandatory), set.Name);
        });
    }

    /// <summary>RC03, SC02: what is piped is handled as it comes.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void What_comes_through_the_pipeline_is_handled_one_by_one(string name)
    {
        var command = Command(name);

        Assert.True(
            !command.OwnParameters().SelectMany(parameter => parameter.ParameterSets.Values).Any(set => set.ValueFromPipeline || set.ValueFromPipelineByPropertyName)
            || command.ImplementingType.GetMethod("ProcessRecord", BindingFlags.Instance | BindingFlags.NonPublic)!.DeclaringType != typeof(Cmdlet));
    }

    private static readonly HashSet<string> ApprovedVerbs =
    [
        .. typeof(Cmdlet).Assembly.GetExportedTypes().Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => (string)field.GetRawConstantValue()!),
    ];

    private static CmdletInfo Command(string name) => BuiltModule.Commands.Single(command => command.Name == name);

    [GeneratedRegex("[^us]s$", RegexOptions.None, 10_000)]
    private static partial Regex Plural();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$", RegexOptions.None, 10_000)]
    private static partial Regex PascalCase();
}
