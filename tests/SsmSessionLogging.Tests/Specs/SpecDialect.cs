namespace SsmSessionLogging.Tests.Specs;

/// <summary>
/// The part of Pester's language that means the same in Pester 5.9, in Pester 6 and in this runner. Everything else is refused.
/// </summary>
internal static class SpecDialect
{
    /// <summary>Why a data-driven name may hold no other template.</summary>
    public const string Templates = "a name's templates are <Name>, <_> and <_.Name>, of values that are texts or whole numbers";

    /// <summary>The blocks that hold other blocks.</summary>
    public static readonly string[] Groups = ["Describe", "Context"];

    /// <summary>The block that is a test.</summary>
    public static readonly string Test = "It";

    /// <summary>The blocks in which setup and teardown stand, one of each in a group.</summary>
    public static readonly string[] Setups = ["BeforeAll", "BeforeEach", "AfterEach", "AfterAll", "BeforeDiscovery"];

    /// <summary>All words of the dialect.</summary>
    public static readonly string[] Words = [.. Groups, Test, .. Setups, "Should"];

    /// <summary>Should's operators that compare with one expected value.</summary>
    public static readonly string[] Comparisons =
    [
        "Be", "BeExactly", "BeOfType", "BeLike", "Match", "Contain", "BeIn", "BeGreaterThan", "BeLessThan", "HaveCount",
    ];

    /// <summary>Should's operators that stand alone.</summary>
    public static readonly string[] Conditions = ["BeNullOrEmpty", "BeTrue", "BeFalse", "Throw"];

    /// <summary>All operators of Should.</summary>
    public static readonly string[] Operators = [.. Comparisons, .. Conditions];

    /// <summary>Pester's commands that are not of the dialect; inside -Throw a missing one would look like a success.</summary>
    public static readonly string[] OtherPesterCommands =
    [
        "Mock", "InModuleScope", "Should-*", "Set-ItResult", "Assert-*", "New-MockObject", "New-Fixture", "*-Pester*", "*-ShouldOperator",
    ];
}
