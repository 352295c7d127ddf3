"""The screens: they draw one frozen state and say what was pressed. They decide nothing and know no other screen."""
