using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Xml.Linq;

namespace SsmSessionLogging.HelpWriter;

/// <summary>Reads what the engine and the comments say of the cmdlets.</summary>
internal sealed class CmdletReader(DocComments comments, RecordedOutputs outputs)
{
    /// <summary>PowerShell's own two, which every cmdlet that changes something has.</summary>
    private static readonly Dictionary<string, string> Common = new(StringComparer.Ordinal)
    {
        ["WhatIf"] = "Shows what would be done, and changes nothing. What has to be looked at to know that is looked at.",
        ["Confirm"] = "Asks before each change. -Confirm:$false asks nothing, also where the command would ask by itself.",
    };

    /// <summary>Every cmdlet of the assembly, by name.</summary>
    public IReadOnlyList<CmdletHelp> ReadAll()
    {
        var types = typeof(SsmSessionLogging.Preferences.GetSsmLoggingPreferenceCommand).Assembly.GetExportedTypes()
            .Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null)
            .ToDictionary(NameOf, StringComparer.Ordinal);
        var state = InitialSessionState.Create();
        foreach (var (name, type) in types)
        {
            state.Commands.Add(new SessionStateCmdletEntry(name, type, helpFileName: null));
        }

        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        return
        [
            .. types.Keys.Order(StringComparer.Ordinal)
                .Select(name => Read((CmdletInfo)runspace.SessionStateProxy.InvokeCommand.GetCommand(name, CommandTypes.Cmdlet))),
        ];
    }

    private static string NameOf(Type type)
    {
        var cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        return $"{cmdlet.VerbName}-{cmdlet.NounName}";
    }

    private CmdletHelp Read(CmdletInfo cmdlet)
    {
        var type = cmdlet.ImplementingType;
        var own = comments.Of(type);
        var bases = BasesOf(type).Select(comments.Of).ToList();
        var parameters = cmdlet.Parameters.Values.Where(IsOurs).Select(parameter => Read(cmdlet, parameter)).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        return new CmdletHelp
        {
            Name = cmdlet.Name,
            Aliases = [.. type.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []],
            Synopsis = Prose.Joined(Prose.Paragraphs(own.Element("summary"))),
            Description = Prose.Paragraphs(own.Element("remarks")),
            Syntax = [.. cmdlet.ParameterSets.OrderByDescending(set => set.IsDefault).Select(set => SyntaxOf(set, parameters))],
            Parameters = [.. Ordered(type, parameters.Values)],
            Inputs = InputsOf(cmdlet, parameters),
            Outputs = OutputsOf(cmdlet, [own, .. bases]),
            Permissions = [.. bases.Prepend(own).SelectMany(comment => comment.Elements("permission")).SelectMany(Prose.Paragraphs)],
            Notes = [.. bases.SelectMany(comment => Prose.Paragraphs(comment.Element("remarks")))],
            Examples = [.. own.Elements("example").Select(example => ExampleOf(cmdlet.Name, example))],
            Links = [.. bases.Prepend(own).SelectMany(comment => comment.Elements("seealso")).Select(LinkOf).Distinct()],
        };
    }

    /// <summary>The base classes of this module, the nearest first.</summary>
    private static IEnumerable<Type> BasesOf(Type type)
    {
        for (var parent = type.BaseType; parent is not null && parent.Assembly == type.Assembly; parent = parent.BaseType)
        {
            yield return parent;
        }
    }

    private static bool IsOurs(ParameterMetadata parameter) =>
        Common.ContainsKey(parameter.Name) || (!Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name));

    private ParameterHelp Read(CmdletInfo cmdlet, ParameterMetadata parameter)
    {
        var sets = parameter.ParameterSets.Values.ToList();
        var property = cmdlet.ImplementingType.GetProperty(parameter.Name);
        IReadOnlyList<Prose> description = property is null
            ? [Prose.Of(Common[parameter.Name])]
            : [.. Prose.Paragraphs(comments.Of(property).Element("summary")), .. RulesOf(parameter)];
        return new ParameterHelp
        {
            Name = parameter.Name,
            Description = description,
            Type = DisplayOf(parameter.ParameterType),
            IsSwitch = parameter.SwitchParameter,
            Values = ValuesOf(parameter),
            Aliases = [.. parameter.Aliases],
            IsMandatory = sets.TrueForAll(set => set.IsMandatory) && (parameter.ParameterSets.ContainsKey(ParameterAttribute.AllParameterSets) || sets.Count == cmdlet.ParameterSets.Count),
            Position = sets.Find(set => set.Position >= 0) is { } positional ? positional.Position.ToString(CultureInfo.InvariantCulture) : "named",
            PipelineInput = sets.Exists(set => set.ValueFromPipeline) ? "True (ByValue)"
                : sets.Exists(set => set.ValueFromPipelineByPropertyName) ? "True (ByPropertyName)" : "False",
            TakesWildcards = parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
            Default = property is null || parameter.SwitchParameter ? "False" : DefaultOf(cmdlet.ImplementingType, property),
        };
    }

    /// <summary>What the attributes say, so that no comment has to.</summary>
    private IEnumerable<Prose> RulesOf(ParameterMetadata parameter)
    {
        var type = ItemOf(parameter.ParameterType);
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type))
            {
                var meaning = Prose.Joined(Prose.Paragraphs(comments.Of(type, name).Element("summary")));
                yield return new Prose($"{name}: {meaning.Plain}", $"`{name}`: {meaning.Markdown}");
            }
        }
        else if (ValuesOf(parameter) is { Length: > 0 } values)
        {
            yield return new Prose($"One of: {string.Join(", ", values)}.", $"One of: {string.Join(", ", values.Select(value => $"`{value}`"))}.");
        }

        if (parameter.Attributes.OfType<ValidateRangeAttribute>().SingleOrDefault() is { } range)
        {
            yield return Prose.Of(range.MaxRange is int.MaxValue ? $"{range.MinRange} or more." : string.Create(CultureInfo.InvariantCulture, $"From {range.MinRange} to {range.MaxRange}."));
        }
    }

    private static string[] ValuesOf(ParameterMetadata parameter) =>
        ItemOf(parameter.ParameterType) is { IsEnum: true } type ? Enum.GetNames(type)
        : [.. parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues)];

    private static Type ItemOf(Type type)
    {
        var item = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(item) ?? item;
    }

    // A type of the cmdlets' own is made of whatever object is given.
    private static string DisplayOf(Type type) => NameOf(ItemOf(type), item => item.Name) + (type.IsArray ? "[]" : "");

    private static string NameOf(Type item, Func<Type, string> name) => name(item.Assembly == typeof(SsmSessionLogging.Abstractions.ConnectedCmdlet).Assembly ? typeof(object) : item);

    // An enumeration's zero is no answer: what is meant where none is given, the comment says.
    private static string DefaultOf(Type cmdlet, PropertyInfo property)
    {
        var value = property.GetValue(Activator.CreateInstance(cmdlet));
        return value switch
        {
            null or "" or Enum or IDictionary => "None",
            Array { Length: 0 } => "None",
            Array several => string.Join(", ", several.Cast<object>()),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static SyntaxHelp SyntaxOf(CommandParameterSetInfo set, Dictionary<string, ParameterHelp> parameters) => new(
        set.Name,
        [
            .. set.Parameters.Where(parameter => parameters.ContainsKey(parameter.Name))
                .OrderBy(parameter => parameter.Position < 0 ? int.MaxValue : parameter.Position)
                .ThenByDescending(parameter => parameter.IsMandatory)
                .ThenBy(parameter => Common.ContainsKey(parameter.Name))
                .Select(parameter => (parameters[parameter.Name], parameter.IsMandatory)),
        ]);

    private static IEnumerable<ParameterHelp> Ordered(Type cmdlet, IEnumerable<ParameterHelp> parameters) =>
        from parameter in parameters
        let property = cmdlet.GetProperty(parameter.Name)
        let depth = property is null ? int.MaxValue : BasesOf(cmdlet).Prepend(cmdlet).TakeWhile(type => type != property.DeclaringType).Count()
        orderby depth, property?.MetadataToken, parameter.Name
        select parameter;

    private static List<TypeHelp> InputsOf(CmdletInfo cmdlet, Dictionary<string, ParameterHelp> parameters) =>
    [
        .. from parameter in cmdlet.Parameters.Values
           where IsOurs(parameter) && parameter.ParameterSets.Values.Any(set => set.ValueFromPipeline || set.ValueFromPipelineByPropertyName)
           let help = parameters[parameter.Name]
           select new TypeHelp(NameOf(ItemOf(parameter.ParameterType), item => item.FullName!), help.Description),
    ];

    /// <summary>What comes out, in the words of the cmdlet or of its nearest base class; else what the type says of itself.</summary>
    private List<TypeHelp> OutputsOf(CmdletInfo cmdlet, IEnumerable<XElement> chain)
    {
        var said = chain.Select(comment => comment.Element("returns")).FirstOrDefault(returns => returns is not null);
        return
        [
            .. cmdlet.ImplementingType.GetCustomAttributes<OutputTypeAttribute>().SelectMany(attribute => attribute.Type).Select((output, index) => new TypeHelp(
                output.Type.FullName!, said is not null && index == 0 ? Prose.Paragraphs(said) : Prose.Paragraphs(comments.Of(output.Type).Element("summary")))),
        ];
    }

    private ExampleHelp ExampleOf(string cmdlet, XElement example)
    {
        var code = example.Element("code") ?? throw new InvalidDataException($"An example of {cmdlet} has no <code>.");
        var command = Unindented(code.Value);
        var title = Prose.Joined(Prose.Paragraphs(new XElement("title", code.NodesBeforeSelf())));
        return new ExampleHelp(title.Plain.TrimEnd('.'), command, outputs.Of(cmdlet, command), Prose.Paragraphs(new XElement("remarks", code.NodesAfterSelf())));
    }

    private static string Unindented(string code)
    {
        var lines = code.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(line => line.TrimEnd()).ToList();
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length < indent ? "" : line[indent..])).Trim();
    }

    private static LinkHelp LinkOf(XElement link) => link.Attribute("href") is { } address
        ? new LinkHelp(Prose.Joined(Prose.Paragraphs(link)).Plain, address.Value)
        : new LinkHelp(link.Attribute("cref") is { } reference ? CmdletOf(reference.Value) : link.Value.Trim(), Address: null);

    private static string CmdletOf(string reference) =>
        typeof(SsmSessionLogging.Preferences.GetSsmLoggingPreferenceCommand).Assembly.GetType(reference[2..]) is { } type && type.GetCustomAttribute<CmdletAttribute>() is not null
            ? NameOf(type)
            : throw new InvalidDataException($"{reference} is no cmdlet.");
}
