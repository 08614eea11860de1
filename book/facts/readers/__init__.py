"""What clauses say: a module for what is said of bodies, people, congresses, papers, figures."""
